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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    EncodedResponse encoded = EncodedResponse.of(response, longest, context);
    SamlXml.Parsed parsed = SamlXml.load().parse(encoded.xml(), context);
    SamlElement root = parsed.root();
    SamlElement assertion = onlyAssertion(root, parsed.elements());
    return new SamlAssertion(
        encoded.text(),
        roles(assertion),
        issuer(root, assertion),
        first(texts(assertion.grandchildren(ASSERTION, "Subject", "NameID"))),
        first(values(assertion, ROLE_SESSION_NAME)),
        root.attribute("Destination").filter(text -> !text.isEmpty()),
        duration(values(assertion, SESSION_DURATION)),
        earliest(assertion.children(ASSERTION, "AuthnStatement"), "SessionNotOnOrAfter"),
        earliest(validities(assertion), "NotOnOrAfter"));
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
    List<SamlElement> direct = root.children(ASSERTION, "Assertion");
    if (assertions != 1 || direct.size() != 1) {
      throw invalid(
          "it must hold exactly one Assertion, in the Response itself, and holds "
              + assertions
              + ".");
    }
    SamlElement assertion = direct.get(0);
    if (root.children(SIGNATURE, "Signature").isEmpty()
        && assertion.children(SIGNATURE, "Signature").isEmpty()) {
      throw invalid("neither the Response nor the Assertion is signed.");
    }
    return assertion;
  }

  private void requireSuccess(SamlElement root) {
    List<SamlElement> codes = root.grandchildren(PROTOCOL, "Status", "StatusCode");
    if (codes.size() == 1 && codes.get(0).attribute("Value").equals(Optional.of(SUCCESS))) {
      return;
    }
    List<String> values = new ArrayList<>();
    for (SamlElement code : codes) {
      code.attribute("Value").ifPresent(values::add);
      code.children(PROTOCOL, "StatusCode")
          .forEach(finer -> finer.attribute("Value").ifPresent(values::add));
    }
    List<SamlElement> messages = root.grandchildren(PROTOCOL, "Status", "StatusMessage");
    String says = messages.isEmpty() ? "" : ": " + messages.get(0).text();
    throw invalid(
        "its status is not success but "
            + Words.printable((values.isEmpty() ? "missing" : String.join(", ", values)) + says)
            + ".");
  }

  private List<AwsRole> roles(SamlElement assertion) {
    Set<AwsRole> roles = new LinkedHashSet<>();
    for (String value : values(assertion, ROLE)) {
      AwsRole role = role(value);
      if (!role.roleName().startsWith(IDENTITY_CENTER)) {
        roles.add(role);
      }
    }
    return List.copyOf(roles);
  }

  private AwsRole role(String value) {
    return AwsRole.pair(value)
        .orElseThrow(
            () ->
                invalid(
                    "\""
                        + Words.printable(value)
                        + "\" is not the ARNs of a role and of a SAML provider with a comma"
                        + " between them; check the AWS app's role value pattern."));
  }

  private String issuer(SamlElement root, SamlElement assertion) {
    List<String> issuers = texts(assertion.children(ASSERTION, "Issuer"));
    issuers.addAll(texts(root.children(ASSERTION, "Issuer")));
    return first(issuers).orElseThrow(() -> invalid("it names no issuer."));
  }

  /** The values of the attributes whose name ends so; the host differs between partitions. */
  private static List<String> values(SamlElement assertion, String nameEnd) {
    List<String> values = new ArrayList<>();
    for (SamlElement attribute :
        assertion.grandchildren(ASSERTION, "AttributeStatement", "Attribute")) {
      if (attribute.attribute("Name").orElse("").endsWith(nameEnd)) {
        values.addAll(texts(attribute.children(ASSERTION, "AttributeValue")));
      }
    }
    return values;
  }

  /** The elements' texts, but for those that are empty. */
  private static List<String> texts(List<SamlElement> elements) {
    List<String> texts = new ArrayList<>();
    for (SamlElement each : elements) {
      String text = each.text();
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static Optional<String> first(List<String> texts) {
    return texts.isEmpty() ? Optional.empty() : Optional.of(texts.get(0));
  }

  /** What says until when the assertion holds. */
  private static List<SamlElement> validities(SamlElement assertion) {
    List<SamlElement> all = new ArrayList<>(assertion.children(ASSERTION, "Conditions"));
    for (SamlElement confirmation :
        assertion.grandchildren(ASSERTION, "Subject", "SubjectConfirmation")) {
      all.addAll(confirmation.children(ASSERTION, "SubjectConfirmationData"));
    }
    return all;
  }

  private Optional<Instant> earliest(List<SamlElement> elements, String attribute) {
    Optional<Instant> earliest = Optional.empty();
    for (SamlElement each : elements) {
      Optional<String> text = each.attribute(attribute);
      if (text.isPresent()) {
        Instant time = instant(text.get());
        earliest =
            earliest.isPresent() && earliest.get().isBefore(time) ? earliest : Optional.of(time);
      }
    }
    return earliest;
  }

  private Instant instant(String text) {
    return XmlInstants.parse(text)
        .orElseThrow(() -> invalid("\"" + Words.printable(text) + "\" is not an xs:dateTime."));
  }

  /** The first that AWS takes: it ignores all but seconds between 15 minutes and 12 hours. */
  private static Optional<Duration> duration(List<String> values) {
    for (String value : values) {
      int seconds = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
      if (seconds >= 900 && seconds <= 43_200) {
        return Optional.of(Duration.ofSeconds(seconds));
      }
    }
    return Optional.empty();
  }

  private InvalidAssertionException invalid(String problem) {
    return new InvalidAssertionException(problem, context);
  }
}
