package io.github.oktaaws.signin;

import io.github.oktaaws.error.AccountLockedException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.PasswordExpiredException;
import io.github.oktaaws.error.PasswordRejectedException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.internal.http.SecretForm;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resource owner password grant (RFC 6749 section 4.3), which Okta answers with {@code
 * mfa_required} where its policy wants a second factor.
 */
record PasswordGrant(TokenClient client, String username, PasswordSource source) {

  private static final String GRANT = "Resource Owner Password";

  /** What Okta made of the password. */
  sealed interface Outcome {

    /** The tokens, by a second factor if it takes one. */
    OktaTokens tokens(SecondFactor second);
  }

  private record SignedIn(OktaTokens tokens) implements Outcome {
    @Override
    public OktaTokens tokens(SecondFactor second) {
      return tokens;
    }
  }

  private record MfaRequired(String mfaToken) implements Outcome {
    @Override
    public OktaTokens tokens(SecondFactor second) {
      return second.tokens(mfaToken);
    }

    /** Prints no token. */
    @Override
    public String toString() {
      return "MfaRequired[]";
    }
  }

  private record MfaBody(@Nullable String mfaToken) {

    static MfaBody from(JsonObject json) {
      return new MfaBody(json.text("mfa_token"));
    }

    /** Prints no token. */
    @Override
    public String toString() {
      return "MfaBody[]";
    }
  }

  Outcome send() {
    HttpAnswer answer = exchange();
    if (answer.status() == 200) {
      return new SignedIn(TokenAnswer.read(answer, client.scopes(), client.clock()));
    }
    if (answer.status() < 400) {
      throw new UnexpectedAnswerException(
          answer.host() + " answered HTTP " + answer.status() + " to a password.",
          answer.context(Step.SIGN_IN));
    }
    OktaErrors error = OktaErrors.read(answer, Step.SIGN_IN);
    if (!error.code().equals("mfa_required")) {
      throw refusal(error);
    }
    String mfaToken = Json.read(answer, MfaBody::from, Step.SIGN_IN).mfaToken();
    if (mfaToken == null || mfaToken.isBlank()) {
      throw new UnexpectedAnswerException(
          answer.host() + " asks for a second factor without an mfa_token.", error.context());
    }
    return new MfaRequired(mfaToken);
  }

  private HttpAnswer exchange() {
    char[] password = source.password();
    try {
      if (password == null || password.length == 0) {
        throw new ConfigurationException(
            "The password source gave no password.", "Give the person's password; it is not kept.");
      }
      Map<String, String> form =
          Map.of(
              "client_id",
              client.id(),
              "grant_type",
              "password",
              "scope",
              client.scope(),
              "username",
              username);
      try (SecretForm whole = SecretForm.of(form, "password", password)) {
        return client.http().startForm(client.org().endpoints().token(), whole).await();
      }
    } finally {
      if (password != null) {
        Arrays.fill(password, '\0');
      }
    }
  }

  /** Okta's descriptions tell a locked account and an old password from a wrong one, if at all. */
  private OktaAwsException refusal(OktaErrors error) {
    String description = error.description().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (description.contains("locked")) {
      return new AccountLockedException(error.context());
    }
    if (description.contains("password") && description.contains("expired")) {
      return new PasswordExpiredException(error.context());
    }
    return switch (error.code()) {
      case "invalid_grant" -> new PasswordRejectedException(error.context());
      case "access_denied" -> client.denied(error);
      default -> client.refused(error, GRANT);
    };
  }
}
