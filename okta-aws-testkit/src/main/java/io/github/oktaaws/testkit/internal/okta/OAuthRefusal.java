package io.github.oktaaws.testkit.internal.okta;

import mockwebserver3.MockResponse;

/** An OAuth endpoint says no. */
final class OAuthRefusal extends Exception {

  private final int status;
  private final String error;
  private final String description;

  OAuthRefusal(int status, String error, String description) {
    super(error, null, false, false);
    this.status = status;
    this.error = error;
    this.description = description;
  }

  static OAuthRefusal badRequest(String error, String description) {
    return new OAuthRefusal(400, error, description);
  }

  static OAuthRefusal invalidGrant(String description) {
    return badRequest("invalid_grant", description);
  }

  MockResponse answer() {
    return Answers.oauthError(status, error, description);
  }
}
