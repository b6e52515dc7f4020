package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RefreshTokenRejectedException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.internal.http.OktaHttp;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/** The refresh grant (RFC 6749 section 6). */
final class OktaTokenRefresh implements TokenRefreshService {

  private final OktaOrg org;
  private final String clientId;
  private final Clock clock;
  private final OktaHttp http;

  OktaTokenRefresh(OktaOrg org, String clientId, Clock clock) {
    this.org = org;
    this.clientId = Objects.requireNonNull(clientId, "clientId");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.http = new OktaHttp(org::httpClient, Step.SIGN_IN);
  }

  @Override
  public OktaTokens refresh(OktaTokens tokens) {
    String refreshToken =
        tokens
            .refreshToken()
            .orElseThrow(() -> new RefreshTokenRejectedException(ErrorContext.at(Step.SIGN_IN)));
    HttpAnswer answer =
        http.startForm(
                org.endpoints().token(),
                Map.of(
                    "client_id", clientId,
                    "grant_type", "refresh_token",
                    "refresh_token", refreshToken))
            .awaitToTheEnd();
    if (answer.status() != 200) {
      throw refusal(OktaErrors.read(answer, Step.SIGN_IN), refreshToken);
    }
    return TokenAnswer.readRefreshed(answer, tokens, clock);
  }

  private OktaAwsException refusal(OktaErrors error, String refreshToken) {
    if (error.code().equals("invalid_grant")) {
      return new RefreshTokenRejectedException(error.context());
    }
    String description = error.description().replace(refreshToken, "[refresh token]");
    return new OktaErrors(error.code(), description, error.answer(), error.step())
        .forClient(clientId, "Refresh Token", "offline_access");
  }
}
