package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.internal.http.OktaHttp;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The revocation request (RFC 7009 section 2.1). */
final class OktaTokenRevocation implements TokenRevocationService {

  private final OktaOrg org;
  private final String clientId;
  private final UnaryOperator<Map<String, String>> authentication;
  private final OktaHttp http;

  OktaTokenRevocation(
      OktaOrg org, String clientId, UnaryOperator<Map<String, String>> authentication) {
    this.org = org;
    this.clientId = Objects.requireNonNull(clientId, "clientId");
    this.authentication = authentication;
    this.http = new OktaHttp(org::httpClient, Step.SIGN_IN);
  }

  @Override
  public void revoke(OktaTokens tokens) {
    // the refresh token first: it is the one that could bring the other back
    tokens.refreshToken().ifPresent(token -> revoke(token, "refresh_token"));
    revoke(tokens.accessToken(), "access_token");
  }

  private void revoke(String token, String kind) {
    HttpAnswer answer =
        http.postForm(
            org.endpoints().revocation(),
            authentication.apply(
                Map.of("client_id", clientId, "token", token, "token_type_hint", kind)),
            Map.of("Accept", "application/json"));
    if (answer.status() != 200) {
      OktaErrors error = OktaErrors.read(answer, Step.SIGN_IN);
      String description = error.description().replace(token, "[token]");
      throw new OktaErrors(error.code(), description, error.answer(), error.step())
          .forClient(clientId, "Device Authorization", "openid");
    }
  }
}
