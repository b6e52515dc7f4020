package io.github.oktaaws.signin;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.CodeRejectedException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.OktaErrors;
import java.util.HashMap;
import java.util.Map;

/** Asks the person for a code and sends it; a wrong one is asked for again, but not for ever. */
record TypedCodes(TokenClient client, DirectPrompt prompt, String mfaToken) {

  /** Okta locks an account after some wrong codes: leave the person a chance to look again. */
  private static final int MOST_TRIES = 3;

  OktaTokens oneTimePassword() {
    return tokens(DirectFactor.OTP, SecondFactor.OTP, "otp", SecondFactor.OTP_GRANT, Map.of());
  }

  OktaTokens outOfBand(DirectFactor factor, String oobCode) {
    return tokens(
        factor,
        SecondFactor.OOB,
        "binding_code",
        SecondFactor.OOB_GRANT,
        Map.of("oob_code", oobCode));
  }

  private OktaTokens tokens(
      DirectFactor factor,
      String grantName,
      String codeName,
      String grantType,
      Map<String, String> more) {
    Map<String, String> form = new HashMap<>(more);
    form.put("client_id", client.id());
    form.put("grant_type", grantType);
    form.put("scope", client.scope());
    form.put("mfa_token", mfaToken);
    CodeRejectedException wrong = null;
    for (int left = MOST_TRIES; left > 0; left--) {
      form.put(codeName, ask(new CodeChallenge(client.org().host(), factor, left)));
      HttpAnswer answer = client.http().startForm(client.org().endpoints().token(), form).await();
      if (answer.status() == 200) {
        return TokenAnswer.read(answer, client.scopes(), client.clock());
      }
      wrong = wrongCodeOr(answer, factor, grantName, form);
    }
    throw wrong == null ? new IllegalStateException("no try") : wrong;
  }

  private String ask(CodeChallenge challenge) {
    String code = prompt.ask(challenge);
    if (code == null || code.isBlank()) {
      throw new CancelledException(
          "the sign-in at " + client.org().host() + ", for which no code was given",
          ErrorContext.at(Step.SIGN_IN));
    }
    return code.strip();
  }

  private CodeRejectedException wrongCodeOr(
      HttpAnswer answer, DirectFactor factor, String grantName, Map<String, String> form) {
    if (answer.status() < 400) {
      throw new UnexpectedAnswerException(
          answer.host() + " answered HTTP " + answer.status() + " to a code.",
          answer.context(Step.SIGN_IN));
    }
    OktaErrors error = hiding(OktaErrors.read(answer, Step.SIGN_IN), form);
    throwUnlessWrongCode(error, grantName);
    return new CodeRejectedException(factor.channel(), error.context());
  }

  private void throwUnlessWrongCode(OktaErrors error, String grantName) {
    OktaAwsException other =
        switch (error.code()) {
          case "invalid_grant", "invalid_otp", "invalid_binding_code" -> null;
          case "access_denied" -> client.denied(error);
          case "invalid_client", "unauthorized_client", "invalid_scope" ->
              client.refused(error, grantName);
          default -> new OAuthErrorException(error.code(), error.description(), error.context());
        };
    if (other != null) {
      throw other;
    }
  }

  /** What the server said, without what was sent, should it have quoted that. */
  private static OktaErrors hiding(OktaErrors error, Map<String, String> form) {
    String description = error.description();
    for (String name : new String[] {"mfa_token", "oob_code", "otp", "binding_code"}) {
      String secret = form.get(name);
      description = secret == null ? description : description.replace(secret, "[" + name + "]");
    }
    return new OktaErrors(error.code(), description, error.answer(), error.step());
  }

  /** Prints no token. */
  @Override
  public String toString() {
    return "TypedCodes[]";
  }
}
