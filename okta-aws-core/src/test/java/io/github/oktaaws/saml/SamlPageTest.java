package io.github.oktaaws.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.oktaaws.error.InvalidAssertionException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.SamlPageException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.UserNotAssignedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamlPageTest {

  private static final String RESPONSE = SamlDocument.usual().encoded();
  private static final String STATE_TOKEN = "00" + "CanaryStateToken".repeat(4);
  private static final String DECOY =
      "<input name=\"SAMLResponse\" value=\"" + SamlDocument.withRoles().encoded() + "\">";

  static Stream<Arguments> readable() {
    String r = RESPONSE;
    String input = "<input type=hidden name=\"SAMLResponse\" value=\"" + r + "\">";
    return Stream.of(
        arguments("Okta's own page", SamlDocument.page(r)),
        arguments("value first", "<input value=\"" + r + "\" type=hidden name=\"SAMLResponse\"/>"),
        arguments("single quotes", "<input name='SAMLResponse' value='" + r + "'/>"),
        arguments("no quotes", "<input name=SAMLResponse value=" + r + ">"),
        arguments("upper case", "<INPUT NAME=\"SAMLResponse\" VALUE=\"" + r + "\">"),
        arguments(
            "decimal entities",
            "<input name=SAMLResponse value=\""
                + r.replace("=", "&#61;").replace("+", "&#43;").replace("/", "&#47;")
                + "\">"),
        arguments(
            "named entities",
            "<input name=SAMLResponse value=\""
                + r.replace("=", "&equals;").replace("+", "&plus;").replace("/", "&sol;")
                + "\">"),
        arguments(
            "every character an entity", "<input name=SAMLResponse value=\"" + all(r) + "\">"),
        arguments(
            "two forms", "<form action=/x><input name=x value=y></form><form>" + input + "</form>"),
        arguments("a comment", "<!-- " + DECOY + " -->" + input),
        arguments("a script", "<script>var x = '" + DECOY + "';</script>" + input),
        arguments("a template", "<template><div>" + DECOY + "</div></template>" + input),
        arguments("a textarea", "<form><textarea name=SAMLResponse>" + r + "</textarea></form>"),
        arguments("an input as a textarea's text", "<textarea>" + DECOY + "</textarea>" + input),
        arguments("another case of the name", DECOY.replace("SAMLR", "samlr") + input),
        arguments("another name", DECOY.replace("SAMLResponse", "SAMLResponse2") + input),
        arguments("CRLF in the base64", input.replace(r, r.replaceAll("(.{76})", "$1\r\n"))),
        arguments("blanks in the base64", input.replace(r, r.replaceAll("(.{64})", "$1  "))),
        arguments("no form, no body", input),
        arguments("unclosed tags", "<html><body><div><form><p>" + input),
        arguments("a byte order mark", "\ufeff" + SamlDocument.page(r)),
        arguments(
            "a sign-in widget beside it",
            "<div id=okta-sign-in></div><title>Sign In</title>" + input));
  }

  /** amazon-redshift-jdbc-driver 2.3.0 reads it with a regular expression and two entities. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("readable")
  void theResponseIsReadHoweverThePageIsWritten(String how, String html) {
    SamlAssertion read = SamlAssertion.fromPage(html);

    assertThat(read.encoded()).isEqualTo(RESPONSE);
    assertThat(read.roles()).hasSize(1);
  }

  static Stream<Arguments> refused() {
    String form = "<input name=SAMLResponse value=\"" + RESPONSE + "\">";
    return Stream.of(
        page("empty", "", SamlPageException.class),
        page("frames", "<html><frameset><frame></frameset></html>", SamlPageException.class),
        page("absurd depth", "<div><b>".repeat(100_000), SamlPageException.class),
        page("no input", "<title>Hello</title>", SamlPageException.class),
        page("two responses", form + form, SamlPageException.class),
        page("a second, empty one", form + "<input name=SAMLResponse>", SamlPageException.class),
        page("an empty value", "<input name=SAMLResponse value=' '>", SamlPageException.class),
        page("no value", "<input name=SAMLResponse>", SamlPageException.class),
        page("only in a comment", "<!--" + form + "-->", SamlPageException.class),
        page("only in a script", "<script>" + form + "</script>", SamlPageException.class),
        page("only in a template", "<template>" + form + "</template>", SamlPageException.class),
        page(
            "a sign-in widget",
            widget("Acme - Sign In", "identify"),
            OktaSessionEndedException.class),
        page("its title alone", "<title>Sign In</title>", OktaSessionEndedException.class),
        page("a localized widget", widget("Acme - Anmelden", ""), OktaSessionEndedException.class),
        page(
            "a widget without state",
            "<div id=\"okta-login-container\"></div>",
            OktaSessionEndedException.class),
        page(
            "a script's redirect to the sign-in",
            "<script>window.location.href = '/login/login.htm?fromURI=%2F';</script>",
            OktaSessionEndedException.class),
        page(
            "a refresh to the sign-in",
            "<meta http-equiv=Refresh content='0; URL=/login/login.htm'>",
            OktaSessionEndedException.class),
        page(
            "a form of the sign-in",
            "<form action='https://acme.okta.com/login/do'></form>",
            OktaSessionEndedException.class),
        page(
            "a script's redirect elsewhere",
            "<script>window.location.href = '/app/UserHome';</script>",
            SamlPageException.class),
        page(
            "another factor, by title",
            widget("Acme - Verify with another factor", ""),
            StepUpRequiredException.class),
        page(
            "another factor, Classic",
            widget("Acme - Extra Verification", ""),
            StepUpRequiredException.class),
        page(
            "another factor, by the widget's config",
            widget("Acme - Sign In", "challenge-authenticator"),
            StepUpRequiredException.class),
        page(
            "another factor to enroll",
            widget("Acme", "select-authenticator-enroll"),
            StepUpRequiredException.class),
        page(
            "not assigned, by heading",
            "<title>Acme</title><h1>User is not assigned to this application.</h1>",
            UserNotAssignedException.class),
        page(
            "not assigned, by text",
            "<title>Error</title><p>You have not been assigned to this app.</p>",
            UserNotAssignedException.class),
        page("access denied", "<title>Acme - Access Denied</title>", SignInPolicyException.class),
        page(
            "a network zone",
            "<h1>Sorry</h1><p>Your network zone is blocked.</p>",
            SignInPolicyException.class),
        page("an error", "<title>Acme - Error</title><h1>Oops</h1>", SamlPageException.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void pagesAreToldApartByWhatTheyContain(
      String how, String html, Class<? extends OktaAwsException> error) {
    assertThatThrownBy(() -> SamlAssertion.fromPage(html))
        .isInstanceOf(error)
        .hasMessageNotContaining(STATE_TOKEN)
        .hasMessageNotContaining(RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "AAAA", "PGE+", "-_-_"})
  void aGarbledResponseIsToldAsSuch(String value) {
    assertThatThrownBy(
            () -> SamlAssertion.fromPage("<input name=SAMLResponse value=\"" + value + "\">"))
        .isInstanceOf(InvalidAssertionException.class);
  }

  @Test
  void anUnknownPageIsToldByTitleHeadingAndErrorCodeOnly() {
    String html =
        "<title>Acme - Error\u001b[31m</title><h1>Sorry "
            + STATE_TOKEN
            + "</h1>"
            + "<p class=error-code>E0000009</p><p>Internal detail.</p>";

    assertThatThrownBy(() -> SamlAssertion.fromPage(html))
        .isInstanceOf(SamlPageException.class)
        .hasMessageContaining("Acme - Error")
        .hasMessageContaining("Sorry …; E0000009")
        .hasMessageNotContainingAny("\u001b", STATE_TOKEN, "Internal detail");
  }

  @Test
  void theStepUpErrorNamesThePage() {
    assertThatThrownBy(() -> SamlAssertion.fromPage(widget("Acme - Verify " + STATE_TOKEN, "")))
        .isInstanceOfSatisfying(
            StepUpRequiredException.class,
            error -> assertThat(error.page()).isEqualTo("Acme - Verify …"));
  }

  private static Arguments page(String how, String html, Class<? extends OktaAwsException> error) {
    return arguments(how, html, error);
  }

  private static String widget(String title, String remediation) {
    return "<html><head><title>"
        + title
        + "</title></head><body><div id=\"okta-sign-in\"></div><script>var stateToken = '"
        + STATE_TOKEN
        + "'; var oktaData = {\"signIn\":{\"features\":{\"mfaOnlyFlow\":false},\"remediation\":\""
        + remediation
        + "\"}};</script></body></html>";
  }

  private static String all(String text) {
    StringBuilder entities = new StringBuilder();
    text.chars().forEach(c -> entities.append("&#x").append(Integer.toHexString(c)).append(';'));
    return entities.toString();
  }
}
