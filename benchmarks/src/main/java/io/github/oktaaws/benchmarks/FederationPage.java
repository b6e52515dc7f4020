package io.github.oktaaws.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The page with which Okta posts a person's roles to AWS, in Okta's layout and at its length. */
final class FederationPage {

  private static final String INSTANT = "2026-11-24T10:05:00.000Z";
  private static final String CERTIFICATE = base64(870);

  private FederationPage() {}

  static String html(int roles) {
    String response =
        Base64.getEncoder().encodeToString(xml(roles).getBytes(StandardCharsets.UTF_8));
    return """
        <!DOCTYPE html><html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
        <meta name="robots" content="none"/><title>acme - Signing in...</title>
        <link href="https://ok14static.oktacdn.example/assets/css/sections/interstitial.css" rel="stylesheet"/>
        <style>.interstitial { margin: 0 auto; } noscript > div { padding: 1em; }</style>
        <script type="text/javascript">var locale = "en"; if (window.self !== window.top) { document.title = ''; }</script>
        </head><body class="interstitial"><div class="wrap"><noscript><div>Enable JavaScript.</div></noscript>
        <form id="appForm" action="https&#x3a;&#x2f;&#x2f;signin.aws.amazon.com&#x2f;saml" method="POST">
        <input name="SAMLResponse" type="hidden" value="%s"/>
        <input name="RelayState" type="hidden" value=""/>
        </form><p>Signing in to AWS</p></div>
        <script type="text/javascript">window.onload = function () { document.getElementById('appForm').submit(); };</script>
        </body></html>
        """
        .formatted(response.replace("+", "&#x2b;").replace("=", "&#x3d;"));
  }

  private static String xml(int roles) {
    return """
    <?xml version="1.0" encoding="UTF-8"?><saml2p:Response Destination="https://signin.aws.amazon.com/saml" \
    ID="id5173927204186911" IssueInstant="%1$s" Version="2.0" xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" \
    xmlns:xs="http://www.w3.org/2001/XMLSchema">%2$s%3$s<saml2p:Status xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol">\
    <saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>\
    <saml2:Assertion ID="id5173927204949183" IssueInstant="%1$s" Version="2.0" \
    xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xs="http://www.w3.org/2001/XMLSchema">%2$s%3$s\
    <saml2:Subject xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">\
    <saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">jane@acme.example</saml2:NameID>\
    <saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData \
    NotOnOrAfter="%1$s" Recipient="https://signin.aws.amazon.com/saml"/></saml2:SubjectConfirmation></saml2:Subject>\
    <saml2:Conditions NotBefore="2026-11-24T09:55:00.000Z" NotOnOrAfter="%1$s" \
    xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"><saml2:AudienceRestriction>\
    <saml2:Audience>urn:amazon:webservices</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions>\
    <saml2:AuthnStatement AuthnInstant="%1$s" SessionIndex="id1795593600000.1043" \
    xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"><saml2:AuthnContext><saml2:AuthnContextClassRef>\
    urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml2:AuthnContextClassRef></saml2:AuthnContext>\
    </saml2:AuthnStatement><saml2:AttributeStatement xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">\
    %4$s%5$s%6$s</saml2:AttributeStatement></saml2:Assertion></saml2p:Response>"""
        .formatted(
            INSTANT,
            issuer(),
            signature(),
            attribute("Role", IntStream.range(0, roles).mapToObj(FederationPage::role).toArray()),
            attribute("RoleSessionName", "jane@acme.example"),
            attribute("SessionDuration", "3600"));
  }

  private static String issuer() {
    return """
    <saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" \
    xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">http://www.okta.com/exk1fcia6d6EMsf331d8</saml2:Issuer>""";
  }

  private static String signature() {
    return """
    <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod \
    Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod \
    Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI="#id5173927204186911">\
    <ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>\
    <ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><ec:InclusiveNamespaces \
    xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="xs"/></ds:Transform></ds:Transforms>\
    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>%s</ds:DigestValue>\
    </ds:Reference></ds:SignedInfo><ds:SignatureValue>%s</ds:SignatureValue><ds:KeyInfo><ds:X509Data>\
    <ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>"""
        .formatted(base64(32), base64(256), CERTIFICATE);
  }

  private static String attribute(String name, Object... values) {
    return IntStream.range(0, values.length)
        .mapToObj(
            i ->
                """
                <saml2:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">%s</saml2:AttributeValue>"""
                    .formatted(values[i]))
        .collect(
            Collectors.joining(
                "",
                "<saml2:Attribute Name=\"https://aws.amazon.com/SAML/Attributes/"
                    + name
                    + "\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\">",
                "</saml2:Attribute>"));
  }

  private static String role(int number) {
    return "arn:aws:iam::%1$012d:saml-provider/Okta,arn:aws:iam::%1$012d:role/Team%2$03d-Engineer"
        .formatted(100_000_000_000L + number / 4, number);
  }

  /** Of this many octets, in lines as signatures have it. */
  private static String base64(int octets) {
    byte[] random = new byte[octets];
    new Random(octets).nextBytes(random);
    return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(random);
  }
}
