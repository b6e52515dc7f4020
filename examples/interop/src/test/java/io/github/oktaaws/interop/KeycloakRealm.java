package io.github.oktaaws.interop;

import java.net.URI;

/**
 * A realm of Keycloak. {@code jane} may use two roles of the AWS app, {@code joe} one.
 *
 * @param issuer its issuer
 */
record KeycloakRealm(URI issuer) {

  /** The page that posts the SAML response to AWS, for who asks without a request from AWS. */
  URI awsPage() {
    return URI.create(issuer + "/protocol/saml/clients/amazon-aws");
  }

  URI tokenEndpoint() {
    return URI.create(issuer + "/protocol/openid-connect/token");
  }
}
