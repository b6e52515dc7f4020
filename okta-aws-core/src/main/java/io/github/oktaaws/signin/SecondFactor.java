package io.github.oktaaws.signin;

import io.github.oktaaws.error.FactorNotAvailableException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.signin.ChallengeAnswer.OutOfBand;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second factor of Okta's Direct Authentication: the grants MFA OOB and MFA OTP. */
record SecondFactor(
    TokenClient client,
    List<DirectFactor> factors,
    DirectPrompt prompt,
    Duration atMost,
    MonotonicTime time) {

  static final String OOB_GRANT = "http://auth0.com/oauth/grant-type/mfa-oob";
  static final String OTP_GRANT = "http://auth0.com/oauth/grant-type/mfa-otp";
  static final String OOB = "MFA OOB";
  static final String OTP = "MFA OTP";

  private static final Logger LOG = LoggerFactory.getLogger(SecondFactor.class);

  /** Tries one factor after another until Okta takes one. */
  OktaTokens tokens(String mfaToken) {
    OktaAwsException first = null;
    for (DirectFactor factor : factors) {
      if (factor == DirectFactor.OTP && first == null) {
        return codes(mfaToken).oneTimePassword();
      }
      HttpAnswer answer = challenge(mfaToken, factor);
      if (answer.status() == 200) {
        return answered(mfaToken, factor, answer);
      }
      OktaAwsException refusal = refusal(answer, factor, mfaToken);
      LOG.debug("{} takes no {}: {}", client.org().host(), factor, refusal.getMessage());
      first = first == null ? refusal : first;
    }
    throw first == null ? new IllegalStateException("no factor") : first;
  }

  private OktaTokens answered(String mfaToken, DirectFactor factor, HttpAnswer answer) {
    ChallengeAnswer challenge = ChallengeAnswer.read(answer);
    if (challenge.isOtp()) {
      return codes(mfaToken).oneTimePassword();
    }
    OutOfBand outOfBand = challenge.outOfBand(answer, factor);
    return outOfBand.asksForCode()
        ? codes(mfaToken).outOfBand(factor, outOfBand.code())
        : approved(mfaToken, outOfBand);
  }

  private HttpAnswer challenge(String mfaToken, DirectFactor factor) {
    Map<String, String> form = new HashMap<>();
    form.put("client_id", client.id());
    form.put("mfa_token", mfaToken);
    form.put("challenge_types_supported", types(factor));
    if (factor != DirectFactor.OTP) {
      form.put("channel_hint", factor.channel());
    }
    return client.http().startForm(client.org().endpoints().challenge(), form).await();
  }

  /** Okta may answer with the other one, where it may be used: policy decides. */
  private String types(DirectFactor factor) {
    if (factor == DirectFactor.OTP) {
      return OTP_GRANT;
    }
    return factors.contains(DirectFactor.OTP) ? OOB_GRANT + " " + OTP_GRANT : OOB_GRANT;
  }

  /** Whatever says nothing about the factor ends the sign-in. */
  private OktaAwsException refusal(HttpAnswer answer, DirectFactor factor, String mfaToken) {
    if (answer.status() < 400) {
      throw new UnexpectedAnswerException(
          answer.host() + " answered HTTP " + answer.status() + " to a challenge request.",
          answer.context(Step.SIGN_IN));
    }
    OktaErrors error = OktaErrors.read(answer, Step.SIGN_IN);
    return switch (error.code()) {
      case "invalid_client", "invalid_scope", "invalid_token" ->
          throw client.refused(error, grantOf(factor));
      case "unauthorized_client" -> client.refused(error, grantOf(factor));
      default ->
          new FactorNotAvailableException(
              factor.channel(),
              error.code() + ", " + error.description().replace(mfaToken, "[mfa token]"),
              error.context());
    };
  }

  private static String grantOf(DirectFactor factor) {
    return factor == DirectFactor.OTP ? OTP : OOB;
  }

  private OktaTokens approved(String mfaToken, OutOfBand outOfBand) {
    PolledGrant grant =
        new PolledGrant(
            OOB,
            Map.of(
                "client_id", client.id(),
                "grant_type", OOB_GRANT,
                "scope", client.scope(),
                "oob_code", outOfBand.code(),
                "mfa_token", mfaToken),
            Map.of(outOfBand.code(), "[oob code]", mfaToken, "[mfa token]"));
    TokenPoller poller =
        new TokenPoller(
            client.org().host(),
            outOfBand.interval(),
            outOfBand.expiresIn(),
            new GrantPoll(client, grant),
            time);
    prompt.show(new PushChallenge(client.org().host(), outOfBand.number(), outOfBand.expiresIn()));
    return poller.await(atMost);
  }

  private TypedCodes codes(String mfaToken) {
    return new TypedCodes(client, prompt, mfaToken);
  }

  /** Prints the factors. */
  @Override
  public String toString() {
    return "SecondFactor" + factors;
  }
}
