package io.github.oktaaws.benchmarks.lab;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** Okta's page with an assertion, in Okta's shape and size, with signatures that nobody checks. */
final class CannedSaml {

  private static final String SIGNATURE =
      """
      <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>\
      <ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>\
      <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>\
      <ds:Reference URI="#id1"><ds:Transforms><ds:Transform \
      Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform \
      Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><ec:InclusiveNamespaces \
      xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="xs"/></ds:Transform>\
      </ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\
      <ds:DigestValue>%s</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>%s\
      </ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate>\
      </ds:X509Data></ds:KeyInfo></ds:Signature>"""
          .formatted("d".repeat(44), "v".repeat(344), "MIIDpDCCAoygAwIBAgIG".repeat(65));

  private static final String RESPONSE =
      """
      <?xml version="1.0" encoding="UTF-8"?><saml2p:Response \
      xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" \
      xmlns:xs="http://www.w3.org/2001/XMLSchema" Destination="https://signin.aws.amazon.com/saml" \
      ID="id1" IssueInstant="2026-11-24T10:00:00.000Z" Version="2.0">%1$s%2$s<saml2p:Status>\
      <saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>\
      <saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" \
      xmlns:xs="http://www.w3.org/2001/XMLSchema" ID="id2" \
      IssueInstant="2026-11-24T10:00:00.000Z" Version="2.0">%1$s%2$s<saml2:Subject><saml2:NameID \
      Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">jane@acme.example\
      </saml2:NameID><saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
      <saml2:SubjectConfirmationData NotOnOrAfter="2036-11-24T10:05:00.000Z" \
      Recipient="https://signin.aws.amazon.com/saml"/></saml2:SubjectConfirmation>\
      </saml2:Subject><saml2:Conditions NotBefore="2026-11-24T09:55:00.000Z" \
      NotOnOrAfter="2036-11-24T10:05:00.000Z"><saml2:AudienceRestriction><saml2:Audience>\
      urn:amazon:webservices</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions>\
      <saml2:AuthnStatement AuthnInstant="2026-11-24T10:00:00.000Z" SessionIndex="id2">\
      <saml2:AuthnContext><saml2:AuthnContextClassRef>\
      urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport\
      </saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>\
      <saml2:AttributeStatement>%3$s</saml2:AttributeStatement></saml2:Assertion>\
      </saml2p:Response>""";

  private static final String ISSUER =
      """
      <saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" \
      Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">http://www.okta.com/exk1\
      </saml2:Issuer>""";

  private static final String PAGE =
      """
      <!DOCTYPE html><html lang="en"><head>\
      <meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
      <meta name="robots" content="noindex"/>
      <meta name="viewport" content="width=device-width, initial-scale=1.0">
      <meta name="application-name" content="Okta"/>
      <title>acme - Signing in...</title>
      </head>
      <body id="app" class="enduser-app">
      <div id="okta-interstitial-wrap" class="non-android"><div id="okta-auth-band">
      <h1 id="okta-auth-heading" class="signing-in-text">Signing in to AWS</h1></div></div>
      <form id="appForm" action="https&#x3a;&#x2f;&#x2f;signin.aws.amazon.com&#x2f;saml" \
      method="POST">
          <input name="SAMLResponse" type="hidden" value="%s"/>
          <input name="RelayState" type="hidden" value=""/>
      </form>
      <script type="text/javascript">document.getElementById('appForm').submit();</script>
      </body></html>
      """;

  private CannedSaml() {}

  static String page(String... rolePairs) {
    String attributes =
        attribute("Role", rolePairs)
            + attribute("RoleSessionName", "jane@acme.example")
            + attribute("SessionDuration", "43200");
    String xml = RESPONSE.formatted(ISSUER, SIGNATURE, attributes);
    String encoded = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    return PAGE.formatted(encoded.replace("+", "&#x2b;").replace("=", "&#x3d;"));
  }

  private static String attribute(String name, String... values) {
    return Arrays.stream(values)
        .map(
            value ->
                """
                <saml2:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">%s\
                </saml2:AttributeValue>"""
                    .formatted(value))
        .collect(
            Collectors.joining(
                "",
                """
                <saml2:Attribute Name="https://aws.amazon.com/SAML/Attributes/%s" \
                NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">"""
                    .formatted(name),
                "</saml2:Attribute>"));
  }
}
