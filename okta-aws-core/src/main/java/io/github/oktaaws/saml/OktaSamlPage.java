package io.github.oktaaws.saml;

import io.github.oktaaws.OktaOrg;

final class OktaSamlPage {

  private OktaSamlPage() {}

  static SamlAssertionService byPost(OktaOrg org) {
    throw new UnsupportedOperationException();
  }

  static SamlAssertionService byGet(OktaOrg org) {
    throw new UnsupportedOperationException();
  }
}
