package io.github.oktaaws.federation;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.signin.OktaTokens;
import java.util.List;

final class OktaFederationApps implements FederationAppService {

  OktaFederationApps(OktaOrg org, String clientId) {}

  @Override
  public List<FederationApp> list(OktaTokens tokens) {
    throw new UnsupportedOperationException();
  }
}
