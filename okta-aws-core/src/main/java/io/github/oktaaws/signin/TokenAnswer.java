package io.github.oktaaws.signin;

import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A successful answer of the token endpoint (RFC 6749 section 5.1). */
record TokenAnswer(
    @Nullable String accessToken,
    @Nullable String idToken,
    @Nullable String refreshToken,
    @Nullable String tokenType,
    @Nullable String scope,
    @Nullable Long expiresIn) {

  /** What Okta's org authorization server always gives, for servers that do not say. */
  static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

  private static final Duration LONGEST_LIFETIME = Duration.ofDays(365);
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

  static TokenAnswer from(JsonObject json) {
    return new TokenAnswer(
        json.text("access_token"),
        json.text("id_token"),
        json.text("refresh_token"),
        json.text("token_type"),
        json.text("scope"),
        json.number("expires_in"));
  }

  /** The tokens of a first grant. */
  static OktaTokens read(HttpAnswer answer, Set<String> asked, Clock clock) {
    TokenAnswer body = Json.read(answer, TokenAnswer::from, Step.SIGN_IN);
    return body.tokens(
        answer,
        asked.contains("openid") || body.idToken() != null
            ? token(answer, "id_token", body.idToken())
            : "",
        Optional.empty(),
        asked,
        clock);
  }

  /**
   * The tokens of a refresh. What the server did not give anew stays as it was (RFC 6749 section 6,
   * OpenID Connect Core section 12.2).
   */
  static OktaTokens readRefreshed(HttpAnswer answer, OktaTokens before, Clock clock) {
    TokenAnswer body = Json.read(answer, TokenAnswer::from, Step.SIGN_IN);
    return body.tokens(
        answer,
        body.idToken() == null ? before.idToken() : token(answer, "id_token", body.idToken()),
        before.refreshToken(),
        before.scopes(),
        clock);
  }

  private OktaTokens tokens(
      HttpAnswer answer,
      String currentIdToken,
      Optional<String> lastRefreshToken,
      Set<String> usualScopes,
      Clock clock) {
    requireBound(answer);
    return new OktaTokens(
        token(answer, "access_token", accessToken),
        currentIdToken,
        refreshToken == null
            ? lastRefreshToken
            : Optional.of(token(answer, "refresh_token", refreshToken)),
        token(answer, "token_type", tokenType),
        scope == null || scope.isBlank() ? usualScopes : Set.of(scope.strip().split("\\s+")),
        clock.instant(),
        lifetime(answer, expiresIn));
  }

  /** Whoever asks for tokens that are bound to a key is not content with others. */
  private void requireBound(HttpAnswer answer) {
    if (answer.proved() && tokenType != null && !tokenType.equalsIgnoreCase("DPoP")) {
      throw new UnexpectedAnswerException(
          answer.host()
              + " gave tokens that are not bound to the key of this sign-in. If it does not know"
              + " DPoP, leave that off: dpop().",
          answer.context(Step.SIGN_IN));
    }
  }

  private static String token(HttpAnswer answer, String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw unexpected(answer, "without " + name);
    }
    if (!VISIBLE.matcher(value).matches()) {
      // it will be part of a header
      throw unexpected(answer, "with a malformed " + name);
    }
    return value;
  }

  private static Duration lifetime(HttpAnswer answer, @Nullable Long seconds) {
    if (seconds == null) {
      return DEFAULT_LIFETIME;
    }
    if (seconds <= 0) {
      throw unexpected(answer, "with an expires_in that is not positive");
    }
    return Duration.ofSeconds(Math.min(seconds, LONGEST_LIFETIME.toSeconds()));
  }

  private static UnexpectedAnswerException unexpected(HttpAnswer answer, String how) {
    return new UnexpectedAnswerException(
        answer.host() + " approved the sign-in, but answered " + how + ".",
        answer.context(Step.SIGN_IN));
  }

  /** Prints no token. */
  @Override
  public String toString() {
    return "TokenAnswer[" + scope + "]";
  }
}
