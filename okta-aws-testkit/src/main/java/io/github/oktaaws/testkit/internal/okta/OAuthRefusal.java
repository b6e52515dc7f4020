package io.github.oktaaws.testkit.internal.okta;

import java.util.LinkedHashMap;
import java.util.Map;
import mockwebserver3.MockResponse;

/** An OAuth endpoint says no. */
final class OAuthRefusal extends Exception {

  private final int status;
  private final String error;
  private final String description;
  private final String mfaToken;
  private final String dpopNonce;

  private OAuthRefusal(
      int status, String error, String description, String mfaToken, String dpopNonce) {
    super(error, null, false, false);
    this.status = status;
    this.error = error;
    this.description = description;
    this.mfaToken = mfaToken;
    this.dpopNonce = dpopNonce;
  }

  OAuthRefusal(int status, String error, String description) {
    this(status, error, description, "", "");
  }

  static OAuthRefusal badRequest(String error, String description) {
    return new OAuthRefusal(400, error, description);
  }

  static OAuthRefusal invalidGrant(String description) {
    return badRequest("invalid_grant", description);
  }

  /** The password was right, and does not do. */
  static OAuthRefusal mfaRequired(String mfaToken) {
    return new OAuthRefusal(
        403, "mfa_required", "MFA is required to complete this request.", mfaToken, "");
  }

  /** RFC 9449 §8. */
  static OAuthRefusal dpopNonceRequired(String nonce) {
    return new OAuthRefusal(
        400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.", "", nonce);
  }

  String error() {
    return error;
  }

  String description() {
    return description;
  }

  MockResponse answer() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", description);
    if (!mfaToken.isEmpty()) {
      body.put("mfa_token", mfaToken);
    }
    MockResponse.Builder answer = Answers.json(status, body).newBuilder();
    if (!dpopNonce.isEmpty()) {
      answer.setHeader("DPoP-Nonce", dpopNonce);
    }
    return answer.build();
  }
}
