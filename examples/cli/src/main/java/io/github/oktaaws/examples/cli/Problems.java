package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.ClassicOrgException;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.NoFederationAppException;
import io.github.oktaaws.error.NoRolesException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.UnknownClientException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.error.WebSsoNotAllowedException;

/** Which check an error belongs to, and which step of the setup guide mends it. */
final class Problems {

  private Problems() {}

  static Finding of(OktaAwsException e) {
    if (e instanceof ClassicOrgException) {
      return Finding.problem("engine", words(e));
    }
    if (e instanceof UnknownClientException) {
      return guided("client", e, 1);
    }
    if (e instanceof GrantTypeNotAllowedException) {
      return guided("grants", e, 2);
    }
    if (e instanceof ScopeNotAllowedException) {
      return guided("scopes", e, 3);
    }
    if (e instanceof UserNotAssignedException) {
      return e.step() == Step.SIGN_IN ? guided("sign-in", e, 4) : guided("apps", e, 5);
    }
    if (e instanceof NoFederationAppException) {
      return guided("apps", e, 5);
    }
    if (e instanceof NoRolesException) {
      return guided("roles", e, 5);
    }
    if (e instanceof WebSsoNotAllowedException) {
      return guided("allowed-client", e, 6);
    }
    if (e instanceof AssuranceNotMetException
        || e instanceof StepUpRequiredException
        || e instanceof SignInPolicyException) {
      return guided("policies", e, 7);
    }
    return ofStep(e);
  }

  private static Finding ofStep(OktaAwsException e) {
    return switch (e.step()) {
      case SIGN_IN -> Finding.problem("sign-in", words(e));
      case FEDERATION_APPS -> Finding.problem("apps", words(e));
      case TOKEN_EXCHANGE -> Finding.problem("allowed-client", words(e));
      case SAML_ASSERTION, ROLE_CHOICE -> Finding.problem("roles", words(e));
      case ASSUME_ROLE -> guided("assume-role", e, 8);
      default -> Finding.problem("settings", words(e));
    };
  }

  private static Finding guided(String check, OktaAwsException e, int step) {
    return Finding.problem(check, words(e) + " See docs/setup-okta.md, step " + step + ".");
  }

  private static String words(OktaAwsException e) {
    return String.valueOf(e.getMessage());
  }
}
