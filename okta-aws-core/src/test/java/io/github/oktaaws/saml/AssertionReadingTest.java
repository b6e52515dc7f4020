package io.github.oktaaws.saml;

import static io.github.oktaaws.saml.SamlDocument.PROVIDER;
import static io.github.oktaaws.saml.SamlDocument.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.oktaaws.error.InvalidAssertionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssertionReadingTest {

  private static final AwsRole DEV = new AwsRole(ROLE, PROVIDER);
  private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:";

  @Test
  void everythingItSaysIsThereAsATypedValue() {
    SamlDocument document = SamlDocument.usual().and("SessionDuration", "14400");
    document.sessionEnd = " SessionNotOnOrAfter=\"2026-11-24T18:00:00.5+01:00\"";
    document.confirmationEnd = " NotOnOrAfter=\"2026-11-24T10:04:00Z\"";

    SamlAssertion read = SamlAssertion.parse(document.encoded());
    assertThat(read.roles()).containsExactly(DEV);
    assertThat(read.issuer()).isEqualTo("http://www.okta.com/exk1");
    assertThat(read.nameId()).contains("ada@example.com");
    assertThat(read.roleSessionName()).contains("ada@example.com");
    assertThat(read.destination()).contains("https://signin.aws.amazon.com/saml");
    assertThat(read.sessionDuration()).contains(Duration.ofHours(4));
    assertThat(read.sessionNotOnOrAfter()).contains(Instant.parse("2026-11-24T17:00:00.500Z"));
    assertThat(read.notOnOrAfter()).contains(Instant.parse("2026-11-24T10:04:00Z"));
    assertThat(read.encoded()).isEqualTo(document.encoded());
  }

  @Test
  void whatItDoesNotSayIsAbsent() {
    SamlDocument document = SamlDocument.withRoles(PROVIDER + "," + ROLE);
    document.statements.remove(1);
    document.conditions = "";
    document.confirmationEnd = "";
    document.nameId = " ";
    document.destination = "";

    SamlAssertion read = SamlAssertion.parse(document.encoded());
    assertThat(read.nameId()).isEmpty();
    assertThat(read.roleSessionName()).isEmpty();
    assertThat(read.destination()).isEmpty();
    assertThat(read.sessionDuration()).isEmpty();
    assertThat(read.sessionNotOnOrAfter()).isEmpty();
    assertThat(read.notOnOrAfter()).isEmpty();
  }

  /** okta-aws-cli 2.6.0 reads it as HTML, and knows the prefix saml2 only. */
  @ParameterizedTest
  @CsvSource({"saml:,samlp:", "saml2:,saml2p:", "a:,b:", "'',p:", "saml2:,''", "'',''"})
  void anyPrefixOfTheNamespacesWillDo(String assertion, String protocol) {
    SamlDocument document = SamlDocument.usual();
    document.prefix = assertion;
    document.protocolPrefix = protocol;

    assertThat(SamlAssertion.parse(document.encoded()).roles()).containsExactly(DEV);
  }

  @Test
  void elementsOfAnotherNamespaceAreNotSaml() {
    SamlDocument document = SamlDocument.usual();
    String xml = document.xml().replace("SAML:2.0:assertion", "SAML:1.0:assertion");

    refused(SamlDocument.encode(xml), "exactly one Assertion");
  }

  static Stream<Arguments> roleValues() {
    return Stream.of(
        arguments("provider first", PROVIDER + "," + ROLE),
        arguments("role first", ROLE + "," + PROVIDER),
        arguments("spaces", "  " + ROLE + " , " + PROVIDER + "  "),
        arguments("line breaks", "\n\t  " + PROVIDER + ",\r\n  " + ROLE + "\n"),
        arguments("CDATA", "<![CDATA[" + PROVIDER + "," + ROLE + "]]>"),
        arguments("CDATA in part", PROVIDER + ",<![CDATA[" + ROLE + "]]>"),
        arguments("a comment inside", PROVIDER + "<!-- x -->," + ROLE),
        arguments(
            "a comment inside an ARN", PROVIDER + ",arn:aws:iam::1234<!-- x -->56789012:role/dev"),
        arguments("a processing instruction", PROVIDER + "<?x y?>," + ROLE),
        arguments("character references", PROVIDER.replace(":", "&#58;") + "&#x2c;" + ROLE));
  }

  /** okta-aws-cli 2.6.0 and okta-aws-cli-assume-role know provider,role only, without blanks. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("roleValues")
  void aRoleIsReadHoweverItsValueIsWritten(String how, String value) {
    SamlDocument document = SamlDocument.withRoles(value);

    assertThat(SamlAssertion.parse(document.encoded()).roles()).containsExactly(DEV);
  }

  /** okta-aws-cli-assume-role knows arn:aws: only. */
  @ParameterizedTest
  @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b"})
  void everyPartitionHasRoles(String partition) {
    String role = "arn:" + partition + ":iam::123456789012:role/a/b/Admin";
    String provider = "arn:" + partition + ":iam::123456789012:saml-provider/Okta_1.x-y";
    SamlDocument document = SamlDocument.withRoles(role + "," + provider);

    AwsRole read = SamlAssertion.parse(document.encoded()).roles().get(0);
    assertThat(read).isEqualTo(new AwsRole(role, provider));
    assertThat(read.partition()).isEqualTo(partition);
    assertThat(read.accountId()).isEqualTo("123456789012");
    assertThat(read.roleName()).isEqualTo("Admin");
  }

  @Test
  void theAttributeOfThePartitionInChinaIsReadToo() {
    SamlDocument document = new SamlDocument();
    document.statements.add(
        SamlDocument.attribute(
            "http://www.amazonaws.cn/SAML/Attributes/Role", PROVIDER + "," + ROLE));

    assertThat(SamlAssertion.parse(document.encoded()).roles()).containsExactly(DEV);
  }

  @Test
  void aRoleWhoseNameHoldsCommasIsReadWhole() {
    String role = "arn:aws:iam::123456789012:role/a,b=c@d";
    for (String value : List.of(role + "," + PROVIDER, PROVIDER + ", " + role)) {
      assertThat(SamlAssertion.parse(SamlDocument.withRoles(value).encoded()).roles())
          .containsExactly(new AwsRole(role, PROVIDER));
    }
  }

  @Test
  void rolesKeepTheAssertionsOrderOverSeveralStatementsWithoutRepeats() {
    String z = "arn:aws:iam::999999999999:role/z";
    String a = "arn:aws:iam::111111111111:role/a";
    SamlDocument document = SamlDocument.withRoles(PROVIDER + "," + z, ROLE + "," + PROVIDER);
    document.and("Role", PROVIDER + "," + ROLE, PROVIDER + "," + a, z + "," + PROVIDER);

    assertThat(SamlAssertion.parse(document.encoded()).roles())
        .extracting(AwsRole::roleArn)
        .containsExactly(z, ROLE, a);
  }

  @Test
  void rolesOfIdentityCenterAreLeftOut() {
    String reserved =
        "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0a1b";
    SamlDocument document =
        SamlDocument.withRoles(PROVIDER + "," + reserved, PROVIDER + "," + ROLE);

    assertThat(SamlAssertion.parse(document.encoded()).roles()).containsExactly(DEV);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 250})
  void manyRolesAreRead(int count) {
    String[] values = values(count);

    assertThat(SamlAssertion.parse(SamlDocument.withRoles(values).encoded()).roles())
        .hasSize(count)
        .last()
        .extracting(AwsRole::roleName)
        .isEqualTo("role" + (count - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 5_000})
  void whatStsWouldNotTakeIsRefusedWithWhatToChange(int count) {
    String encoded = SamlDocument.withRoles(values(count)).encoded();

    refused(encoded, encoded.length() + " characters");
    refused(encoded, "role value pattern");
  }

  @Test
  void theBoundIsOneHundredThousandCharactersWithoutLineBreaks() {
    SamlDocument document = SamlDocument.usual();
    int missing = 75_000 - document.xml().length();
    document.insideAssertion = " ".repeat(missing);
    String longest = document.encoded();
    assertThat(longest).hasSize(100_000);

    assertThat(SamlAssertion.parse(longest.replaceAll("(.{76})", "$1\r\n")).encoded())
        .isEqualTo(longest);
    document.insideAssertion += " ";
    refused(document.encoded(), "100004 characters");
  }

  @Test
  void anAssertionWithoutRolesIsReadAndLeavesTheChoiceEmpty() {
    assertThat(SamlAssertion.parse(new SamlDocument().encoded()).roles()).isEmpty();
    assertThat(SamlAssertion.parse(SamlDocument.withRoles(" ").encoded()).roles()).isEmpty();
  }

  /** okta-aws-cli-assume-role splits it without a look. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:role/dev",
        "arn:aws:iam::123456789012:role/dev,arn:aws:iam::123456789012:role/dev",
        "arn:aws:iam::123456789012:saml-provider/a,arn:aws:iam::123456789012:saml-provider/a",
        "arn:aws:iam::12345678901:role/dev,arn:aws:iam::123456789012:saml-provider/a",
        "arn:aws:iam::123456789012:role/,arn:aws:iam::123456789012:saml-provider/a",
        "arn:gcp:iam::123456789012:role/dev,arn:aws:iam::123456789012:saml-provider/a",
        "arn:aws:iam:us-east-1:123456789012:role/d,arn:aws:iam::123456789012:saml-provider/a",
        "arn:aws:iam::123456789012:user/dev,arn:aws:iam::123456789012:saml-provider/a",
        "arn:aws:iam::123456789012:role/dev;arn:aws:iam::123456789012:saml-provider/a",
        "arn:aws:iam::123456789012:role/d v,arn:aws:iam::123456789012:saml-provider/a",
        "arn:aws:iam::\u0661\u0662\u0663456789012:role/d,arn:aws:iam::123456789012:saml-provider/a",
        "Admin",
        ","
      })
  void aMalformedPairIsNamed(String value) {
    refused(SamlDocument.withRoles(PROVIDER + "," + ROLE, value).encoded(), "\"" + value + "\"");
  }

  @Test
  void aMalformedPairIsNamedWithoutControlCharacters() {
    assertThatThrownBy(
            () -> SamlAssertion.parse(SamlDocument.withRoles("a\u202e\u009b31m\nb").encoded()))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessageNotContainingAny("\u202e", "\u009b", "\n");
  }

  @ParameterizedTest
  @CsvSource({"900,900", "43200,43200", " 3600 ,3600"})
  void aSessionDurationOfAwsIsRead(String value, long seconds) {
    assertThat(
            SamlAssertion.parse(SamlDocument.usual().and("SessionDuration", value).encoded())
                .sessionDuration())
        .contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "x", "899", "43201", "1e4", "3600.0", "", "99999999999999999999"})
  void aSessionDurationThatAwsWouldIgnoreIsIgnored(String value) {
    assertThat(
            SamlAssertion.parse(SamlDocument.usual().and("SessionDuration", value).encoded())
                .sessionDuration())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T10:05:00Z,2026-11-24T10:05:00Z",
    "2026-11-24T10:05:00.123456789Z,2026-11-24T10:05:00.123456789Z",
    "2026-11-24T10:05:00+05:30,2026-11-24T04:35:00Z",
    "2026-11-24T10:05:00-08:00,2026-11-24T18:05:00Z",
    "2026-11-24T10:05:00,2026-11-24T10:05:00Z",
    "2001-01-01T00:00:00Z,2001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z,9999-12-31T23:59:59Z"
  })
  void instantsAreReadInEveryFormOfXmlSchema(String written, Instant read) {
    SamlDocument document = SamlDocument.usual();
    document.conditions = " NotBefore=\"2030-01-01T00:00:00Z\" NotOnOrAfter=\"" + written + "\"";
    document.confirmationEnd = "";

    assertThat(SamlAssertion.parse(document.encoded()).notOnOrAfter()).contains(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tomorrow", "2026-13-01T00:00:00Z", "1764000000", "2026-11-24"})
  void anInstantThatIsNoneIsRefused(String written) {
    SamlDocument document = SamlDocument.usual();
    document.conditions = " NotOnOrAfter=\"" + written + "\"";

    refused(document.encoded(), "xs:dateTime");
  }

  static Stream<Arguments> refusedDocuments() {
    return Stream.of(
        arguments("no assertion", document(d -> d.withAssertion = false), "exactly one Assertion"),
        arguments(
            "two assertions",
            document(d -> d.afterAssertion = d.assertion()),
            "exactly one Assertion"),
        arguments(
            "a nested assertion",
            document(d -> d.insideAssertion = "<saml2:Advice>" + d.assertion() + "</saml2:Advice>"),
            "exactly one Assertion"),
        arguments(
            "an assertion wrapped in an extension",
            document(
                d -> {
                  d.beforeAssertion = "<x xmlns=\"urn:x\">" + d.assertion() + "</x>";
                  d.withAssertion = false;
                }),
            "exactly one Assertion"),
        arguments(
            "a nested response",
            document(
                d ->
                    d.afterAssertion =
                        "<p:Response xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\"/>"),
            "more than one Response"),
        arguments(
            "an encrypted assertion",
            document(
                d -> {
                  d.beforeAssertion =
                      "<e:EncryptedAssertion xmlns:e=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>";
                  d.withAssertion = false;
                }),
            "encrypted"),
        arguments(
            "no signature",
            document(
                d -> {
                  d.responseSignature = "";
                  d.assertionSignature = "";
                }),
            "signed"),
        arguments(
            "a signature elsewhere",
            document(
                d -> {
                  d.responseSignature = "";
                  d.assertionSignature = "";
                  d.afterAssertion = "<x xmlns=\"urn:x\">" + SamlDocument.signature() + "</x>";
                }),
            "signed"),
        arguments("another root", document(d -> d.root = "LogoutResponse"), "root"),
        arguments(
            "status Requester",
            document(d -> d.status = d.status.replace("Success", "Requester")),
            SUCCESS + "Requester"),
        arguments(
            "status AuthnFailed",
            document(
                d ->
                    d.status =
                        "<%1$sStatus><%1$sStatusCode Value=\""
                            + SUCCESS
                            + "Responder\"><%1$sStatusCode Value=\""
                            + SUCCESS
                            + "AuthnFailed\"/></%1$sStatusCode>"
                            + "<%1$sStatusMessage>No.\u009b31m</%1$sStatusMessage></%1$sStatus>"),
            SUCCESS + "Responder, " + SUCCESS + "AuthnFailed: No."),
        arguments("no status", document(d -> d.status = ""), "missing"),
        arguments("no issuer", document(d -> d.issuer = ""), "issuer"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedDocuments")
  void whatAwsCouldNotAcceptIsRefused(String how, SamlDocument document, String says) {
    refused(document.encoded(), says);
  }

  @Test
  void oneSignatureIsEnough() {
    for (SamlDocument document :
        List.of(
            document(d -> d.assertionSignature = ""), document(d -> d.responseSignature = ""))) {
      assertThat(SamlAssertion.parse(document.encoded()).roles()).containsExactly(DEV);
    }
  }

  @Test
  void whitespaceInTheBase64IsTakenOut() {
    String encoded = SamlDocument.usual().encoded();
    String spaced = " \t" + encoded.replaceAll("(.{10})", "$1 \r\n") + "\n";

    assertThat(SamlAssertion.parse(spaced).encoded()).isEqualTo(encoded);
  }

  static Stream<String> notBase64() {
    String encoded = SamlDocument.usual().encoded();
    return Stream.of(
        "-" + encoded.substring(1),
        "%2B" + encoded.substring(3),
        encoded.substring(0, encoded.length() - 3),
        encoded + "=",
        "*".repeat(400),
        "<saml2p:Response/>");
  }

  @ParameterizedTest
  @MethodSource("notBase64")
  void whatIsNotBase64IsRefused(String encoded) {
    refused(encoded, "not whole base64");
  }

  @Test
  void anEmptyResponseIsRefused() {
    refused("", "empty");
    refused(" \n", "empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "<a", "<a></b>", "<saml2p:Response/>", "{}", "<a>&nope;</a>"})
  void whatIsNotXmlIsRefused(String xml) {
    assertThatThrownBy(() -> SamlAssertion.parse(SamlDocument.encode(xml)))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessageNotContaining("nope");
  }

  private static SamlDocument document(java.util.function.Consumer<SamlDocument> change) {
    SamlDocument document = SamlDocument.usual();
    change.accept(document);
    return document;
  }

  private static String[] values(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> PROVIDER + ",arn:aws:iam::123456789012:role/role" + i)
        .toArray(String[]::new);
  }

  private static void refused(String encoded, String says) {
    assertThatThrownBy(() -> SamlAssertion.parse(encoded))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessageContaining(says)
        .hasMessageNotContaining(SamlDocument.SECRET)
        .hasNoCause();
  }
}
