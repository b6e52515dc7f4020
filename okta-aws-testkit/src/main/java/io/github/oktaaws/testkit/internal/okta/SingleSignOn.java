package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.WebSsoToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import mockwebserver3.MockResponse;

/** {@code /login/token/sso}: a web SSO token for the page that posts an assertion to AWS. */
final class SingleSignOn {

  private final OktaState state;
  private final OktaPages pages;

  SingleSignOn(OktaState state) {
    this.state = state;
    this.pages = new OktaPages(state);
  }

  MockResponse signOn(String presented) {
    WebSsoToken token = state.webSsoTokens.remove(presented);
    Instant now = state.clock.instant();
    if (token == null || !now.isBefore(token.expiresAt())) {
      return Answers.html(400, pages.error("E0000011", "Invalid token provided"));
    }
    if (token.session().ended()) {
      return Answers.html(200, pages.signIn());
    }
    Optional<FederationApp> app = state.config.federationApp(token.appId());
    String login = token.session().user.login();
    if (app.isEmpty() || !app.get().assignedTo().contains(login)) {
      return Answers.html(200, pages.notAssigned());
    }
    if (app.get().policy() == AuthenticationPolicy.ASKS_STEP_UP) {
      return Answers.html(200, pages.stepUp());
    }
    return Answers.html(200, autoPost(app.get(), token.session(), now));
  }

  private String autoPost(FederationApp app, OktaSession session, Instant now) {
    String xml = SamlResponse.signed(app, state.entityId(app.id()), session, now, state.samlKey);
    String assertion =
        state.secrets.issue(
            Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8)));
    return pages.autoPost(SamlResponse.destination(app), assertion, app.label());
  }
}
