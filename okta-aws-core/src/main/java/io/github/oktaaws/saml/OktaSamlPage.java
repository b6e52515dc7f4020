package io.github.oktaaws.saml;

import io.github.oktaaws.OktaOrg;

final class OktaSamlPage {

  private OktaSamlPage() {}

  static SamlAssertionService byPost(OktaOrg org) {
    return token -> {
      throw new UnsupportedOperationException(org.host());
    };
  }

  static SamlAssertionService byGet(OktaOrg org) {
    return token -> {
      throw new UnsupportedOperationException(org.host());
    };
  }
}
