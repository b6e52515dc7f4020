package io.github.oktaaws.saml;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.federation.WebSsoToken;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.internal.http.OktaUrls;
import io.github.oktaaws.internal.http.Rehearses;
import java.util.Map;
import java.util.function.Function;

/** {@code /login/token/sso}, as okta-aws-cli uses it; Okta does not document it. */
final class OktaSamlPage implements SamlAssertionService, Rehearses {

  private static final Map<String, String> PAGE = Map.of("Accept", "text/html");

  private final Function<Map<String, String>, HttpAnswer> send;

  private OktaSamlPage(Function<Map<String, String>, HttpAnswer> send) {
    this.send = send;
  }

  static SamlAssertionService byPost(OktaOrg org) {
    OktaHttp http = new OktaHttp(org::httpClient, Step.SAML_ASSERTION);
    return new OktaSamlPage(form -> http.postForm(org.endpoints().webSso(), form, PAGE));
  }

  static SamlAssertionService byGet(OktaOrg org) {
    OktaHttp http = new OktaHttp(org::httpClient, Step.SAML_ASSERTION);
    return new OktaSamlPage(
        query -> http.get(OktaUrls.withQuery(org.endpoints().webSso(), query), PAGE));
  }

  @Override
  public SamlAssertion fetch(WebSsoToken token) {
    HttpAnswer answer = send.apply(Map.of("token", token.value()));
    ErrorContext context = answer.context(Step.SAML_ASSERTION);
    String app = named(token.app());
    if (answer.status() == 429 || answer.status() >= 500 || !isPage(answer)) {
      throw refusal(OktaErrors.read(answer, Step.SAML_ASSERTION), app);
    }
    SamlPage page = SamlPage.of(answer.text(), context);
    if (answer.status() != 200) {
      throw page.refusal(app);
    }
    return new AssertionReader(context).read(page.response(app));
  }

  @Override
  public void rehearse() {
    Rehearsal.run();
  }

  private static boolean isPage(HttpAnswer answer) {
    String type = answer.contentType();
    return type.equals("text/html")
        || type.equals("application/xhtml+xml")
        || (answer.header("Content-Type").isEmpty() && answer.status() == 200);
  }

  private static OktaAwsException refusal(OktaErrors error, String app) {
    return switch (error.code()) {
      case "E0000005", "login_required" -> new OktaSessionEndedException(error.context());
      case "access_denied" ->
          error.description().contains("assigned")
              ? new UserNotAssignedException(app, error.context())
              : new SignInPolicyException(error.description(), error.context());
      default -> new OAuthErrorException(error.code(), error.description(), error.context());
    };
  }

  private static String named(FederationApp app) {
    return "the AWS app " + (app.label().equals(app.id()) ? "" : app.label() + " ") + app.id();
  }
}
