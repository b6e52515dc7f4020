package io.github.oktaaws;

import io.github.oktaaws.Turns.Caller;
import io.github.oktaaws.error.WebIdentityExpiredException;
import io.github.oktaaws.internal.IamArns;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.store.RoleKey;
import io.github.oktaaws.sts.AssumeRoleWithWebIdentityService;
import java.util.Objects;
import java.util.Optional;

/** One role of a session whose access token AWS takes. */
final class RoleOfWebIdentity implements RoleCredentialsSource {

  private final WebIdentitySession session;
  private final String roleArn;
  private final AssumeRoleWithWebIdentityService assumeRole;
  private final Preparation preparation;

  RoleOfWebIdentity(
      WebIdentitySession session, String roleArn, AssumeRoleWithWebIdentityService assumeRole) {
    this.session = session;
    this.roleArn = IamArns.requireRole(roleArn);
    this.assumeRole = Objects.requireNonNull(assumeRole, "assumeRole");
    this.preparation = Preparation.of(roleArn, assumeRole);
  }

  @Override
  public RoleCredentials get(Request request) {
    Caller caller = session.caller(request.mayAsk(), preparation);
    return session.telling(() -> get(request, caller));
  }

  private RoleCredentials get(Request request, Caller caller) {
    Optional<RoleCredentials> kept =
        key().flatMap(key -> session.store().credentials(key, request));
    if (kept.isPresent()) {
      return kept.get();
    }
    if (assumeRole.terms().isPresent() && key().isEmpty()) {
      preparation.requireRegion();
      // only tokens tell whose the credentials are to be
      session.tokens(caller);
    }
    Optional<RoleKey> key = key();
    return key.isPresent()
        ? session
            .store()
            .credentials(
                key.get(), request, caller.mayAsk(), this::key, () -> fetch(request, caller))
        : fetch(request, caller);
  }

  private RoleCredentials fetch(Request request, Caller caller) {
    OktaTokens tokens = session.tokens(caller);
    for (boolean first = true; ; first = false) {
      try {
        RoleCredentials credentials = assumeRole.assume(tokens, roleArn);
        SessionStore.requireAnother(credentials, request);
        return credentials;
      } catch (WebIdentityExpiredException e) {
        tokens = session.inPlaceOf(tokens, e, caller, first);
      }
    }
  }

  /** Where the credentials are kept; empty while it is not known whose they are. */
  private Optional<RoleKey> key() {
    return assumeRole.terms().flatMap(terms -> session.key(roleArn, terms));
  }

  /** Prints the session and the role. */
  @Override
  public String toString() {
    return session + " as " + roleArn;
  }
}
