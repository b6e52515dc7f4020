package io.github.oktaaws.testkit.internal.aws;

import static io.github.oktaaws.testkit.internal.aws.Saml.ASSERTION;
import static io.github.oktaaws.testkit.internal.aws.Saml.PROTOCOL;

import io.github.oktaaws.testkit.internal.aws.AwsSts.SamlProvider;
import io.github.oktaaws.testkit.internal.aws.SamlAssertion.Confirmation;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** Reads the assertion in an encoded SAML response, after checking who signed it. */
final class SamlResponses {
  private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
  private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
  private static final String NAME_ID_FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:";
  private static final Set<String> ATTRIBUTE_PREFIXES =
      Set.of(
          "https://aws.amazon.com/SAML/Attributes/",
          "https://www.amazonaws.cn/SAML/Attributes/",
          "http://www.amazonaws.cn/SAML/Attributes/");

  private SamlResponses() {}

  static SamlAssertion verified(String encoded, SamlProvider provider) {
    Element response = Saml.parse(decode(encoded)).getDocumentElement();
    if (!Saml.is(response, PROTOCOL, "Response")) {
      throw StsError.invalidToken("SAMLResponse is not an authentication response");
    }
    List<Element> assertions = Saml.children(response, ASSERTION, "Assertion");
    if (assertions.size() != 1) {
      throw StsError.invalidToken(
          "SAMLResponse must contain exactly one Assertion, and the sandbox reads no encrypted one");
    }
    Element assertion = assertions.get(0);
    new ResponseSignature(provider.certificate().getPublicKey()).check(response, assertion);
    checkStatus(response);
    return read(assertion);
  }

  private static byte[] decode(String encoded) {
    try {
      return Base64.getMimeDecoder().decode(encoded);
    } catch (IllegalArgumentException malformed) {
      throw StsError.invalidToken("Invalid base64 SAMLResponse");
    }
  }

  private static void checkStatus(Element response) {
    boolean success =
        Saml.children(response, PROTOCOL, "Status").stream()
            .flatMap(status -> Saml.children(status, PROTOCOL, "StatusCode").stream())
            .anyMatch(code -> SUCCESS.equals(code.getAttribute("Value")));
    if (!success) {
      throw new StsError(
          "IDPRejectedClaim", "The identity provider reported that authentication failed.");
    }
  }

  private static SamlAssertion read(Element assertion) {
    Element nameId =
        Saml.path(assertion, "Subject", "NameID").stream()
            .findFirst()
            .orElseThrow(() -> StsError.invalidToken("Assertion must contain a NameID"));
    Optional<Element> conditions = Saml.path(assertion, "Conditions").stream().findFirst();
    return new SamlAssertion(
        String.join("", Saml.texts(Saml.path(assertion, "Issuer"))),
        Saml.instant(assertion, "IssueInstant")
            .orElseThrow(() -> StsError.invalidToken("Assertion must have an IssueInstant")),
        nameId.getTextContent().strip(),
        subjectType(nameId.getAttribute("Format")),
        confirmations(assertion),
        conditions.flatMap(element -> Saml.instant(element, "NotBefore")),
        conditions.flatMap(element -> Saml.instant(element, "NotOnOrAfter")),
        Saml.texts(Saml.path(assertion, "Conditions", "AudienceRestriction", "Audience")),
        sessionEnd(assertion),
        attribute(assertion, "Role"),
        attribute(assertion, "RoleSessionName"),
        attribute(assertion, "SourceIdentity"));
  }

  private static String subjectType(String format) {
    return format.startsWith(NAME_ID_FORMAT) ? format.substring(NAME_ID_FORMAT.length()) : format;
  }

  private static List<Confirmation> confirmations(Element assertion) {
    return Saml.path(assertion, "Subject", "SubjectConfirmation").stream()
        .filter(confirmation -> BEARER.equals(confirmation.getAttribute("Method")))
        .flatMap(confirmation -> Saml.path(confirmation, "SubjectConfirmationData").stream())
        .map(
            data ->
                new Confirmation(
                    data.getAttribute("Recipient"), Saml.instant(data, "NotOnOrAfter")))
        .toList();
  }

  private static Optional<Instant> sessionEnd(Element assertion) {
    return Saml.path(assertion, "AuthnStatement").stream()
        .flatMap(statement -> Saml.instant(statement, "SessionNotOnOrAfter").stream())
        .min(Instant::compareTo);
  }

  private static List<String> attribute(Element assertion, String name) {
    return Saml.path(assertion, "AttributeStatement", "Attribute").stream()
        .filter(
            attribute ->
                ATTRIBUTE_PREFIXES.stream()
                    .anyMatch(prefix -> attribute.getAttribute("Name").equals(prefix + name)))
        .flatMap(attribute -> Saml.texts(Saml.path(attribute, "AttributeValue")).stream())
        .toList();
  }
}
