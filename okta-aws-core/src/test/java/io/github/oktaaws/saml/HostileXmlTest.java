package io.github.oktaaws.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.oktaaws.error.InvalidAssertionException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileXmlTest {

  private static final String FILE = "%FILE%";
  private static final String HTTP = "%HTTP%";
  private static final String CANARY = "canary-of-the-file";

  private final MockWebServer sentinel = new MockWebServer();

  private final Path directory;

  HostileXmlTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void start() throws Exception {
    sentinel.start();
  }

  @AfterEach
  void stop() {
    sentinel.close();
  }

  static Stream<Arguments> doctypes() {
    return Stream.of(
        arguments("an empty DTD", "<!DOCTYPE x>"),
        arguments("a DTD with an element", "<!DOCTYPE x [<!ELEMENT x ANY>]>"),
        arguments("an internal entity", "<!DOCTYPE x [<!ENTITY e \"v\">]>"),
        arguments("a file entity", "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + FILE + "\">]>"),
        arguments("a network entity", "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + HTTP + "\">]>"),
        arguments("a public entity", "<!DOCTYPE x [<!ENTITY e PUBLIC \"p\" \"" + HTTP + "\">]>"),
        arguments("a parameter entity", "<!DOCTYPE x [<!ENTITY % e SYSTEM \"" + HTTP + "\"> %e;]>"),
        arguments("an external subset", "<!DOCTYPE x SYSTEM \"" + HTTP + "\">"),
        arguments("a public subset", "<!DOCTYPE x PUBLIC \"-//X\" \"" + HTTP + "\">"),
        arguments(
            "an unparsed entity",
            "<!DOCTYPE x [<!NOTATION n SYSTEM \"n\"><!ENTITY e SYSTEM \"" + HTTP + "\" NDATA n>]>"),
        arguments("an attribute default", "<!DOCTYPE x [<!ATTLIST x a CDATA \"v\">]>"),
        arguments("a recursive entity", "<!DOCTYPE x [<!ENTITY e \"&f;\"><!ENTITY f \"&e;\">]>"),
        arguments("billion laughs", "<!DOCTYPE x [" + laughs() + "]>"),
        arguments("quadratic blowup", "<!DOCTYPE x [<!ENTITY e \"" + "a".repeat(20_000) + "\">]>"));
  }

  /** gimme-aws-creds 2.8.2 reads it with Python's usual parser. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("doctypes")
  void aDocumentTypeIsRefusedBeforeAnythingIsFetchedOrExpanded(String how, String doctype)
      throws Exception {
    SamlDocument document = SamlDocument.withRoles("&e;&e;&e;");
    document.prologue += filled(doctype);

    assertThatThrownBy(() -> SamlAssertion.parse(document.encoded()))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessageContaining("document type")
        .hasMessageNotContaining(CANARY)
        .hasNoCause();
    assertThat(sentinel.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8", "ISO-8859-1", "US-ASCII"})
  void aDocumentTypeIsRefusedInEveryEncoding(String charset) throws Exception {
    SamlDocument document = SamlDocument.withRoles("&e;");
    document.prologue =
        "<?xml version=\"1.0\" encoding=\""
            + charset
            + "\"?>"
            + filled("<!DOCTYPE x [<!ENTITY e SYSTEM \"" + HTTP + "\">]>");

    assertThatThrownBy(
            () ->
                SamlAssertion.parse(
                    Base64.getEncoder()
                        .encodeToString(document.xml().getBytes(Charset.forName(charset)))))
        .isInstanceOf(InvalidAssertionException.class);
    assertThat(sentinel.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1"})
  void aHarmlessDocumentIsReadInEveryEncoding(String charset) {
    SamlDocument document = SamlDocument.usual();
    document.prologue = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?>";
    document.nameId = "zoë@example.com";

    assertThat(
            SamlAssertion.parse(
                    Base64.getEncoder()
                        .encodeToString(document.xml().getBytes(Charset.forName(charset))))
                .nameId())
        .contains("zoë@example.com");
  }

  @Test
  void xincludeIsNotFollowed() throws Exception {
    for (String href : new String[] {FILE, HTTP}) {
      SamlDocument document =
          SamlDocument.withRoles(
              filled(
                  "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\""
                      + href
                      + "\"/>"));

      assertThat(SamlAssertion.parse(document.encoded()).roles()).isEmpty();
    }
    assertThat(sentinel.getRequestCount()).isZero();
  }

  @Test
  void schemasAndStylesheetsThatTheDocumentNamesAreNotFetched() throws Exception {
    SamlDocument document = SamlDocument.usual();
    document.prologue += filled("<?xml-stylesheet type=\"text/xsl\" href=\"" + HTTP + "\"?>");
    document.afterAssertion =
        filled(
            "<x xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x "
                + HTTP
                + "\" xsi:noNamespaceSchemaLocation=\""
                + HTTP
                + "\"/>");

    assertThat(SamlAssertion.parse(document.encoded()).roles()).hasSize(1);
    assertThat(sentinel.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 1_000, 10_000})
  void absurdDepthIsRefused(int depth) {
    assertInvalid("<a>".repeat(depth) + "</a>".repeat(depth));
  }

  @Test
  void depthInsideAnAssertionIsRefused() {
    SamlDocument document = SamlDocument.usual();
    document.insideAssertion = "<a>".repeat(60) + "</a>".repeat(60);

    assertThatThrownBy(() -> SamlAssertion.parse(document.encoded()))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessageContaining("levels deep");
  }

  @Test
  void manyAttributesAndNamespacesEndInAnErrorOrAnAnswer() {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      attributes.append(" a").append(i).append("=\"\"");
    }
    assertInvalid("<a" + attributes + "/>");
    assertInvalid(
        "<a" + attributes.toString().replace(" a", " xmlns:a").replace("\"\"", "\"u\"") + "/>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>&lt</a>",
        "<a>&#0;</a>",
        "<a>&undefined;</a>",
        "<a xmlns:b='u' b:c='1' b:c='2'/>",
        "<b:a/>",
        "<a b:c='1'/>",
        "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='nope:x'/>",
        "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type=''/>",
        "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='maybe'/>",
        "<a/><a/>",
        "<?xml version='9.9'?><a/>",
        "<?xml version='1.0' encoding='no-such'?><a/>",
        "<?xml version='1.1'?><a/>",
        "text",
        "\u0000"
      })
  void malformedXmlIsAnInvalidAssertion(String xml) {
    assertInvalid(xml);
  }

  private static void assertInvalid(String xml) {
    assertThatThrownBy(
            () ->
                SamlAssertion.parse(
                    Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(InvalidAssertionException.class)
        .hasNoCause();
  }

  private String filled(String template) throws Exception {
    Path file = Files.writeString(directory.resolve("file.txt"), CANARY);
    return template
        .replace(FILE, file.toUri().toString())
        .replace(HTTP, sentinel.url("/xxe").toString());
  }

  private static String laughs() {
    StringBuilder entities = new StringBuilder("<!ENTITY l0 \"ha\">");
    for (int i = 1; i <= 30; i++) {
      String before = "&l" + (i - 1) + ";";
      entities.append("<!ENTITY l" + i + " \"" + before + before + "\">");
    }
    return entities.append("<!ENTITY e \"&l30;\">").toString();
  }
}
