package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.SignedInPerson;
import io.github.oktaaws.WebIdentitySession;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.SignInRequiredException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A sign-in that may have been kept. Nobody is asked anything.
 *
 * @param way the command that keeps it, for example {@code m2m}
 * @param who tells who is signed in; empty if nobody is
 * @param role gives credentials of the role that is set; empty if none is, or they take a new
 *     sign-in
 * @param end forgets the sign-in and revokes its tokens
 */
record KeptSignIn(
    String way,
    Supplier<Optional<SignedInPerson>> who,
    Supplier<Optional<RoleCredentials>> role,
    Runnable end) {

  /** A person's, who signs in in a browser. */
  static KeptSignIn web(OktaAwsSession session, Supplier<Optional<RoleCredentials>> role) {
    return new KeptSignIn("web", session::signedIn, role, session::logout);
  }

  /** One whose access token AWS takes. */
  static KeptSignIn byAccessToken(String way, WebIdentitySession session, Optional<String> role) {
    return new KeptSignIn(
        way,
        session::signedIn,
        () -> role.flatMap(arn -> withoutSigningIn(session, arn)),
        session::logout);
  }

  private static Optional<RoleCredentials> withoutSigningIn(
      WebIdentitySession session, String arn) {
    try {
      return Optional.of(session.role(arn).get(Request.silent()));
    } catch (SignInRequiredException | ConfigurationException itTakesANewSignIn) {
      return Optional.empty();
    }
  }
}
