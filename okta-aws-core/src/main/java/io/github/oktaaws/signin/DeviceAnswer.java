package io.github.oktaaws.signin;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import io.github.oktaaws.internal.http.Words;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The device authorization response (RFC 8628 section 3.2), as it came. */
record DeviceAnswer(
    @Nullable String deviceCode,
    @Nullable String userCode,
    @Nullable String verificationUri,
    @Nullable String verificationUriComplete,
    @Nullable Long expiresIn,
    @Nullable Long interval) {

  private static final long DEFAULT_INTERVAL = 5;
  private static final long LONGEST_INTERVAL = 300;

  /** A server that says zero sets no limit; a client without any would be a nuisance. */
  static final long SHORTEST_INTERVAL = 1;

  private static final long LONGEST_LIFE = Duration.ofDays(1).toSeconds();
  private static final int LONGEST_USER_CODE = 64;

  static DeviceAnswer from(JsonObject json) {
    return new DeviceAnswer(
        json.text("device_code"),
        json.text("user_code"),
        json.text("verification_uri"),
        json.text("verification_uri_complete"),
        json.number("expires_in"),
        json.number("interval"));
  }

  /** What was asked and answered: the code to poll with, and what the person is to see. */
  record Read(String deviceCode, DeviceChallenge challenge) {
    @Override
    public String toString() {
      return "Read[" + challenge + "]";
    }
  }

  static Read read(HttpAnswer answer, String orgHost, VerificationOrigins origins) {
    DeviceAnswer body = Json.read(answer, DeviceAnswer::from, Step.SIGN_IN);
    String uri = required(answer, "verification_uri", body.verificationUri());
    ErrorContext context = answer.context(Step.SIGN_IN);
    DeviceChallenge challenge =
        new DeviceChallenge(
            orgHost,
            userCode(answer, body.userCode()),
            origins.trusted(uri, context),
            Optional.ofNullable(body.verificationUriComplete())
                .map(complete -> origins.trusted(complete, context)),
            Duration.ofSeconds(interval(body.interval())),
            Duration.ofSeconds(expiresIn(answer, body.expiresIn())));
    return new Read(required(answer, "device_code", body.deviceCode()), challenge);
  }

  private static String userCode(HttpAnswer answer, @Nullable String value) {
    String code = required(answer, "user_code", value);
    if (code.length() > LONGEST_USER_CODE || !Words.printable(code).equals(code)) {
      throw unexpected(answer, "with a user_code that cannot be shown");
    }
    return code;
  }

  private static long interval(@Nullable Long seconds) {
    if (seconds == null || seconds < 0) {
      return DEFAULT_INTERVAL;
    }
    return Math.min(Math.max(seconds, SHORTEST_INTERVAL), LONGEST_INTERVAL);
  }

  private static long expiresIn(HttpAnswer answer, @Nullable Long seconds) {
    if (seconds == null || seconds <= 0) {
      throw unexpected(answer, "without a positive expires_in");
    }
    return Math.min(seconds, LONGEST_LIFE);
  }

  private static String required(HttpAnswer answer, String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw unexpected(answer, "without " + name);
    }
    return value;
  }

  private static UnexpectedAnswerException unexpected(HttpAnswer answer, String how) {
    return new UnexpectedAnswerException(
        answer.host() + " answered the device authorization request " + how + ".",
        answer.context(Step.SIGN_IN));
  }

  /** Prints no device code. */
  @Override
  public String toString() {
    return "DeviceAnswer[]";
  }
}
