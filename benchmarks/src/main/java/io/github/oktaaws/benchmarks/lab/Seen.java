package io.github.oktaaws.benchmarks.lab;

/** What the servers count. */
public enum Seen {
  /** A connection to Okta was accepted. */
  OKTA_CONNECTION,
  /** A connection to STS was accepted. */
  STS_CONNECTION,
  /** A sign-in began: a person is asked. */
  DEVICE_AUTHORIZATION,
  /** The token endpoint was polled. */
  POLL,
  /** A refresh token was used. */
  REFRESH_TOKEN,
  /** The person's apps were listed. */
  APPS,
  /** Tokens became a web SSO token. */
  EXCHANGE,
  /** A web SSO token became a page with an assertion. */
  PAGE,
  /** Another request to Okta. */
  OTHER_OKTA,
  /** A role was assumed. */
  ASSUME_ROLE,
  /** Another request to STS. */
  OTHER_STS;

  /**
   * Tells whether it is a request to Okta.
   *
   * @return whether it is
   */
  public boolean isOktaRequest() {
    return switch (this) {
      case OKTA_CONNECTION, STS_CONNECTION, ASSUME_ROLE, OTHER_STS -> false;
      default -> true;
    };
  }

  /**
   * Tells whether it is a request to STS.
   *
   * @return whether it is
   */
  public boolean isStsRequest() {
    return this == ASSUME_ROLE || this == OTHER_STS;
  }
}
