package io.github.oktaaws.federation;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.signin.OktaTokens;

final class OktaTokenExchange implements TokenExchangeService {

  OktaTokenExchange(OktaOrg org, String clientId) {}

  @Override
  public WebSsoToken exchange(OktaTokens tokens, FederationApp app) {
    throw new UnsupportedOperationException();
  }
}
