package io.github.oktaaws.saml;

import static io.github.oktaaws.saml.SamlElement.ASSERTION;
import static io.github.oktaaws.saml.SamlElement.PROTOCOL;
import static io.github.oktaaws.saml.SamlElement.SIGNATURE;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.InvalidAssertionException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what AWS will read, and refuses what AWS could only refuse. */
final class AssertionReader {

  /** The longest {@code SAMLAssertion} of AWS STS AssumeRoleWithSAML. */
  private static final int LONGEST = 100_000;

  private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
  private static final String ROLE = "/SAML/Attributes/Role";
  private static final String ROLE_SESSION_NAME = "/SAML/Attributes/RoleSessionName";
  private static final String SESSION_DURATION = "/SAML/Attributes/SessionDuration";

  /** IAM Identity Center's own roles trust no other provider. */
  private static final String IDENTITY_CENTER = "AWSReservedSSO_";

  private final ErrorContext context;
  private final int longest;

  AssertionReader(ErrorContext context) {
    this(context, LONGEST);
  }

  AssertionReader(ErrorContext context, int longest) {
    this.context = context;
    this.longest = longest;
  }

  static AssertionReader create() {
    return new AssertionReader(ErrorContext.at(Step.SAML_ASSERTION));
  }

  SamlAssertion read(String response) {
    byte[] xml = decoded(response);
    String encoded = xml == null ? response.replaceAll("\\s+", "") : response;
    SamlXml.Parsed parsed = SamlXml.load().parse(xml == null ? decode(encoded) : xml, context);
    SamlElement root = parsed.root();
    SamlElement assertion = onlyAssertion(root, parsed.elements());
    return new SamlAssertion(
        encoded,
        roles(assertion),
        issuer(root, assertion),
        texts(assertion, "Subject", "NameID").findFirst(),
        values(assertion, ROLE_SESSION_NAME).findFirst(),
        root.attribute("Destination").filter(text -> !text.isEmpty()),
        values(assertion, SESSION_DURATION).flatMap(AssertionReader::duration).findFirst(),
        earliest(
            assertion
                .children(ASSERTION, "AuthnStatement")
                .flatMap(statement -> statement.attribute("SessionNotOnOrAfter").stream())),
        earliest(ends(assertion)));
  }

  private byte[] decode(String encoded) {
    if (encoded.isEmpty()) {
      throw invalid("it is empty.");
    }
    if (encoded.length() > longest) {
      throw invalid(
          "it has "
              + encoded.length()
              + " characters, and AWS STS takes at most "
              + longest
              + ". It names too many roles: narrow the AWS app's group filter or role value"
              + " pattern, or split the AWS accounts over several AWS apps.");
    }
    byte[] xml = decoded(encoded);
    if (xml != null) {
      return xml;
    }
    throw invalid("it is not whole base64 (RFC 4648 section 4); it may have been cut off.");
  }

  /** Null if it is not base64 as STS wants it, for example because there are blanks in it. */
  private byte @Nullable [] decoded(String encoded) {
    // the decoder would accept missing padding, which also tells that the end is missing
    if (encoded.isEmpty() || encoded.length() > longest || encoded.length() % 4 != 0) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      // its message quotes the response
      return null;
    }
  }

  private SamlElement onlyAssertion(SamlElement root, SamlXml.Elements elements) {
    if (!root.is(PROTOCOL, "Response")) {
      throw invalid("its root is not a SAML 2.0 Response.");
    }
    requireSuccess(root);
    if (elements.count(PROTOCOL, "Response") > 1) {
      throw invalid("it holds more than one Response.");
    }
    if (elements.count(ASSERTION, "EncryptedAssertion") > 0) {
      throw invalid("its assertion is encrypted; turn off assertion encryption in the AWS app.");
    }
    int assertions = elements.count(ASSERTION, "Assertion");
    List<SamlElement> direct = root.children(ASSERTION, "Assertion").toList();
    if (assertions != 1 || direct.size() != 1) {
      throw invalid(
          "it must hold exactly one Assertion, in the Response itself, and holds "
              + assertions
              + ".");
    }
    SamlElement assertion = direct.get(0);
    if (Stream.of(root, assertion)
        .allMatch(signed -> signed.children(SIGNATURE, "Signature").findAny().isEmpty())) {
      throw invalid("neither the Response nor the Assertion is signed.");
    }
    return assertion;
  }

  private void requireSuccess(SamlElement root) {
    List<SamlElement> codes =
        root.children(PROTOCOL, "Status")
            .flatMap(status -> status.children(PROTOCOL, "StatusCode"))
            .toList();
    List<String> values =
        codes.stream()
            .flatMap(code -> Stream.concat(Stream.of(code), code.children(PROTOCOL, "StatusCode")))
            .flatMap(code -> code.attribute("Value").stream())
            .toList();
    if (codes.size() == 1 && codes.get(0).attribute("Value").equals(Optional.of(SUCCESS))) {
      return;
    }
    String says =
        root.children(PROTOCOL, "Status")
            .flatMap(status -> status.children(PROTOCOL, "StatusMessage"))
            .map(message -> ": " + message.text())
            .findFirst()
            .orElse("");
    throw invalid(
        "its status is not success but "
            + Words.printable((values.isEmpty() ? "missing" : String.join(", ", values)) + says)
            + ".");
  }

  private List<AwsRole> roles(SamlElement assertion) {
    return values(assertion, ROLE)
        .map(this::role)
        .filter(role -> !role.roleName().startsWith(IDENTITY_CENTER))
        .distinct()
        .toList();
  }

  private AwsRole role(String value) {
    return IamArns.pair(value)
        .orElseThrow(
            () ->
                invalid(
                    "\""
                        + Words.printable(value)
                        + "\" is not the ARNs of a role and of a SAML provider with a comma"
                        + " between them; check the AWS app's role value pattern."));
  }

  private String issuer(SamlElement root, SamlElement assertion) {
    return Stream.of(assertion, root)
        .flatMap(element -> element.children(ASSERTION, "Issuer"))
        .map(SamlElement::text)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElseThrow(() -> invalid("it names no issuer."));
  }

  /** The values of the attributes whose name ends so; the host differs between partitions. */
  private static Stream<String> values(SamlElement assertion, String nameEnd) {
    return assertion
        .children(ASSERTION, "AttributeStatement")
        .flatMap(statement -> statement.children(ASSERTION, "Attribute"))
        .filter(attribute -> attribute.attribute("Name").orElse("").endsWith(nameEnd))
        .flatMap(attribute -> attribute.children(ASSERTION, "AttributeValue"))
        .map(SamlElement::text)
        .filter(text -> !text.isEmpty());
  }

  private static Stream<String> texts(SamlElement from, String child, String grandchild) {
    return from.children(ASSERTION, child)
        .flatMap(element -> element.children(ASSERTION, grandchild))
        .map(SamlElement::text)
        .filter(text -> !text.isEmpty());
  }

  private static Stream<String> ends(SamlElement assertion) {
    Stream<SamlElement> conditions = assertion.children(ASSERTION, "Conditions");
    Stream<SamlElement> confirmations =
        assertion
            .children(ASSERTION, "Subject")
            .flatMap(subject -> subject.children(ASSERTION, "SubjectConfirmation"))
            .flatMap(one -> one.children(ASSERTION, "SubjectConfirmationData"));
    return Stream.concat(conditions, confirmations)
        .flatMap(element -> element.attribute("NotOnOrAfter").stream());
  }

  private Optional<Instant> earliest(Stream<String> dateTimes) {
    return dateTimes
        .map(
            text ->
                XmlInstants.parse(text)
                    .orElseThrow(
                        () -> invalid("\"" + Words.printable(text) + "\" is not an xs:dateTime.")))
        .min(Instant::compareTo);
  }

  /** AWS ignores what is not a number of seconds between 15 minutes and 12 hours. */
  private static Stream<Duration> duration(String value) {
    if (!value.matches("[0-9]{1,5}")) {
      return Stream.empty();
    }
    int seconds = Integer.parseInt(value);
    return seconds >= 900 && seconds <= 43_200
        ? Stream.of(Duration.ofSeconds(seconds))
        : Stream.empty();
  }

  private InvalidAssertionException invalid(String problem) {
    return new InvalidAssertionException(problem, context);
  }
}
