package io.github.oktaaws.signin;

import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import io.github.oktaaws.internal.http.Words;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer of Okta's {@code /challenge}, as it came. */
record ChallengeAnswer(
    @Nullable String challengeType,
    @Nullable String oobCode,
    @Nullable Long expiresIn,
    @Nullable Long interval,
    @Nullable String channel,
    @Nullable String bindingMethod,
    @Nullable String bindingCode) {

  /** What Okta's guides show. */
  private static final long USUAL_LIFE = 300;

  private static final long LONGEST_LIFE = Duration.ofHours(1).toSeconds();
  private static final long USUAL_INTERVAL = 5;
  private static final long LONGEST_INTERVAL = 300;
  private static final int LONGEST_NUMBER = 32;

  static ChallengeAnswer from(JsonObject json) {
    return new ChallengeAnswer(
        json.text("challenge_type"),
        json.text("oob_code"),
        json.number("expires_in"),
        json.number("interval"),
        json.text("channel"),
        json.text("binding_method"),
        json.text("binding_code"));
  }

  /**
   * A challenge on another channel than this one.
   *
   * @param code names it to the server
   * @param asksForCode whether the person types what came on the other channel
   */
  record OutOfBand(
      String code,
      boolean asksForCode,
      Optional<String> number,
      Duration interval,
      Duration expiresIn) {

    /** Prints no code. */
    @Override
    public String toString() {
      return "OutOfBand[" + (asksForCode ? "code" : "approval") + "]";
    }
  }

  static ChallengeAnswer read(HttpAnswer answer) {
    return Json.read(answer, ChallengeAnswer::from, Step.SIGN_IN);
  }

  boolean isOtp() {
    return SecondFactor.OTP_GRANT.equals(challengeType);
  }

  OutOfBand outOfBand(HttpAnswer answer, DirectFactor asked) {
    if (oobCode == null || oobCode.isBlank()) {
      throw unexpected(answer, "without an oob_code");
    }
    String method = bindingMethod == null ? usualMethod(asked) : bindingMethod;
    return new OutOfBand(
        oobCode,
        switch (method) {
          case "prompt" -> true;
          case "none", "transfer" -> false;
          default -> throw unexpected(answer, "with an unknown binding_method");
        },
        method.equals("transfer") ? Optional.of(number(answer)) : Optional.empty(),
        Duration.ofSeconds(pace(interval)),
        Duration.ofSeconds(within(expiresIn, USUAL_LIFE, LONGEST_LIFE)));
  }

  private static String usualMethod(DirectFactor asked) {
    return asked == DirectFactor.PUSH ? "none" : "prompt";
  }

  private String number(HttpAnswer answer) {
    String number = bindingCode;
    if (number == null
        || number.isBlank()
        || number.length() > LONGEST_NUMBER
        || !Words.printable(number).equals(number)) {
      throw unexpected(answer, "without a binding_code that can be shown");
    }
    return number;
  }

  /** As of a device authorization. */
  private static long pace(@Nullable Long seconds) {
    return seconds != null && seconds == 0
        ? DeviceAnswer.SHORTEST_INTERVAL
        : within(seconds, USUAL_INTERVAL, LONGEST_INTERVAL);
  }

  private static long within(@Nullable Long seconds, long usual, long most) {
    return seconds == null || seconds <= 0 ? usual : Math.min(seconds, most);
  }

  private static UnexpectedAnswerException unexpected(HttpAnswer answer, String how) {
    return new UnexpectedAnswerException(
        answer.host() + " answered the challenge request " + how + ".",
        answer.context(Step.SIGN_IN));
  }

  /** Prints no code. */
  @Override
  public String toString() {
    return "ChallengeAnswer[" + channel + "]";
  }
}
