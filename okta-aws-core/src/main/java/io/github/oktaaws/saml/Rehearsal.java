package io.github.oktaaws.saml;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Reads a page of our own making, so that the first page of Okta's is read by classes that are
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
    return SamlAssertion.fromPage(
        "<form><input name=\"SAMLResponse\" value=\"" + encoded + "\"/></form>");
  }
}
