package io.github.oktaaws.saml;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.federation.WebSsoToken;
import io.github.oktaaws.internal.http.RehearsalHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Fetches a page of our own making, so that the first page of Okta's is read by classes that are
 * loaded and initialized. Most of what a first page costs is that.
 */
final class Rehearsal {

  private static final String RESPONSE =
      """
      <p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns="urn:oasis:names:tc:SAML:2.0:assertion">
      <p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>
      <Assertion><Issuer>rehearsal</Issuer><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>
      <Conditions NotOnOrAfter="1970-01-01T00:00:00Z"/>
      <AttributeStatement><Attribute Name="/SAML/Attributes/Role"><AttributeValue>
      arn:aws:iam::000000000000:role/rehearsal,arn:aws:iam::000000000000:saml-provider/rehearsal
      </AttributeValue></Attribute></AttributeStatement></Assertion></p:Response>
      """;

  private Rehearsal() {}

  static SamlAssertion run() {
    String encoded = Base64.getEncoder().encodeToString(RESPONSE.getBytes(StandardCharsets.UTF_8));
    String page = "<form><input name=\"SAMLResponse\" value=\"" + encoded + "\"/></form>";
    OktaOrg org =
        OktaOrg.of(
            OktaEndpoints.ofOrg("rehearsal.okta.com"), RehearsalHttp.answering("text/html", page));
    FederationApp app = FederationApp.withId("rehearsal");
    return OktaSamlPage.byPost(org).fetch(new WebSsoToken("rehearsal", app, Duration.ofMinutes(1)));
  }
}
