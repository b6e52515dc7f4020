package io.github.oktaaws.signin;

import java.util.Locale;

/** What a person can prove a direct sign-in with, besides the password. */
public enum DirectFactor {
  /** Okta Verify asks on the phone, with a number to choose where the org wants that. */
  PUSH,
  /** A code by text message. */
  SMS,
  /** A code by telephone call. */
  VOICE,
  /** A one-time password from an authenticator app. */
  OTP;

  /** Okta's {@code channel_hint}. */
  String channel() {
    return name().toLowerCase(Locale.ROOT);
  }
}
