package io.github.oktaaws.testkit;

import java.util.Arrays;
import java.util.Optional;

/** What a person can prove who they are with, besides the password. */
public enum Factor {
  /** A push notification of Okta Verify. */
  PUSH("push"),
  /** A code from an app, six digits. */
  OTP("otp"),
  /** A code in a text message. */
  SMS("sms"),
  /** A code in a phone call. */
  VOICE("voice");

  private final String shortName;

  Factor(String shortName) {
    this.shortName = shortName;
  }

  /**
   * The name in a configuration file; those but {@code otp} are channels of {@code channel_hint}.
   *
   * @return for example {@code push}
   */
  public String shortName() {
    return shortName;
  }

  /**
   * Finds a factor.
   *
   * @param name its short name
   * @return the factor, empty when none has that name
   */
  public static Optional<Factor> named(String name) {
    return Arrays.stream(values()).filter(factor -> factor.shortName.equals(name)).findFirst();
  }
}
