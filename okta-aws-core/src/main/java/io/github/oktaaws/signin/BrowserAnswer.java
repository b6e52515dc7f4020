package io.github.oktaaws.signin;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.InteractionRequiredException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.Step;
import java.util.Optional;

/**
 * What the browser brought back (RFC 6749 section 4.1.2, RFC 9207 section 2): a code or an error.
 *
 * @param code the authorization code, empty if there is an error
 * @param error the error code, empty if there is a code
 * @param description what the server said about the error, or empty
 * @param issuer who answers, if the server says so
 */
record BrowserAnswer(String code, String error, String description, Optional<String> issuer) {

  /** The grant as the Admin Console names it. */
  static final String AUTHORIZATION_CODE = "Authorization Code";

  boolean isError() {
    return !error.isEmpty();
  }

  /** What the error means. */
  OktaAwsException refusal(TokenClient client) {
    ErrorContext context = ErrorContext.at(Step.SIGN_IN);
    return switch (error) {
      case "access_denied" -> client.denied(description, false, context);
      case "unauthorized_client" ->
          new GrantTypeNotAllowedException(client.id(), AUTHORIZATION_CODE, context);
      case "invalid_scope" -> new ScopeNotAllowedException(client.scope(), context);
      case "login_required", "consent_required", "interaction_required" ->
          new InteractionRequiredException(error, context);
      default -> new OAuthErrorException(error, description, context);
    };
  }

  /** Prints no code. */
  @Override
  public String toString() {
    return "BrowserAnswer[" + (isError() ? error : "code") + "]";
  }
}
