package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.internal.http.OktaHttp;
import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The OAuth client that asks, as every grant that a person approves needs it. */
record TokenClient(OktaOrg org, String id, Set<String> scopes, Clock clock) {

  /** The grant as the Admin Console names it. */
  static final String DEVICE_AUTHORIZATION = "Device Authorization";

  /**
   * Checks what was configured.
   *
   * @throws ConfigurationException if the client ID is blank, or the scopes are empty or malformed
   */
  static TokenClient of(OktaOrg org, String id, Collection<String> scopes, Clock clock) {
    if (id.isBlank()) {
      throw new ConfigurationException(
          "The OIDC client ID is blank.",
          "Copy it from the OIDC native app in the Okta Admin Console.");
    }
    return new TokenClient(Objects.requireNonNull(org, "org"), id, Scopes.checked(scopes), clock);
  }

  OktaHttp http() {
    return new OktaHttp(org::httpClient, Step.SIGN_IN);
  }

  String scope() {
    return String.join(" ", scopes);
  }

  /** What an error means that says something about the client. */
  OktaAwsException refused(OktaErrors error, String grantType) {
    return error.forClient(id, grantType, scope());
  }

  /** What {@code access_denied} means, as far as the description tells. */
  OktaAwsException denied(OktaErrors error) {
    boolean forbidden = error.answer().status() == 403;
    return denied(error.description(), forbidden, error.context());
  }

  OktaAwsException denied(String description, boolean forbidden, ErrorContext context) {
    String words = description.toLowerCase(Locale.ROOT);
    if (words.contains("assigned")) {
      return new UserNotAssignedException("the OIDC app " + id, context);
    }
    if (forbidden || words.contains("policy")) {
      return new SignInPolicyException(description, context);
    }
    return new AuthorizationDeniedException(context);
  }
}
