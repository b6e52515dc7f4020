package io.github.oktaaws.federation;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.internal.http.RehearsalHttp;
import io.github.oktaaws.signin.OktaTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Exchanges tokens of our own making without asking anybody, so that the first exchange is warm.
 */
final class Rehearsal {

  private static final String ANSWER =
      """
      {"access_token":"rehearsal","expires_in":300,"token_type":"N_A",
       "issued_token_type":"urn:okta:oauth:token-type:web_sso_token"}
      """;

  private Rehearsal() {}

  static WebSsoToken run() {
    OktaOrg org =
        OktaOrg.of(
            OktaEndpoints.ofOrg("rehearsal.okta.com"),
            RehearsalHttp.answering("application/json", ANSWER));
    OktaTokens tokens =
        new OktaTokens(
            "rehearsal",
            "rehearsal",
            Optional.empty(),
            "Bearer",
            Set.of(),
            Instant.EPOCH,
            Duration.ofHours(1));
    return new OktaTokenExchange(org, "rehearsal").exchange(tokens, FederationApp.withId("app"));
  }
}
