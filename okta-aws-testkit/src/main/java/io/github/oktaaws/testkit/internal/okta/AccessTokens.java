package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.SandboxRequest;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.AccessToken;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** Checks the access token that a resource of the org is asked for with. */
final class AccessTokens {

  private static final String DPOP = "DPoP ";
  private static final String BEARER = "Bearer ";

  private final OktaState state;

  AccessTokens(OktaState state) {
    this.state = state;
  }

  /** The token, or empty when it does not let anybody in. */
  Optional<AccessToken> check(SandboxRequest request) throws OAuthRefusal {
    String header = request.header("Authorization").orElse("");
    boolean dpop = header.regionMatches(true, 0, DPOP, 0, DPOP.length());
    if (!dpop && !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    String presented = header.substring(header.indexOf(' ') + 1).trim();
    @Nullable AccessToken token = state.accessTokens.get(presented);
    if (token == null
        || !token.family().server.isOrg()
        || token.family().revoked()
        || !state.clock.instant().isBefore(token.expiresAt())
        || dpop == token.keyThumbprint().isEmpty()) {
      return Optional.empty();
    }
    return dpop && !state.dpop.forResource(request, presented).equals(token.keyThumbprint())
        ? Optional.empty()
        : Optional.of(token);
  }

  /** Says no, and in which of the two ways the client may try. */
  static MockResponse invalid(SandboxRequest request) {
    MockResponse answer = Answers.managementError(401, "E0000011", "Invalid token provided");
    return request.header("Authorization").orElse("").regionMatches(true, 0, DPOP, 0, 5)
        ? challenge(answer, "invalid_token", "The access token is not bound to this key.")
        : answer;
  }

  /** RFC 9449 §7.1. */
  static MockResponse refused(OAuthRefusal refusal) {
    return challenge(
        Answers.managementError(401, "E0000011", "Invalid token provided"),
        refusal.error(),
        refusal.description());
  }

  private static MockResponse challenge(MockResponse answer, String error, String description) {
    return answer
        .newBuilder()
        .setHeader(
            "WWW-Authenticate",
            "DPoP error=\""
                + error
                + "\", error_description=\""
                + description
                + "\", algs=\"RS256 RS384 RS512 ES256 ES384 ES512\"")
        .build();
  }
}
