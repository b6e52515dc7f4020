package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.RoleFailure;
import io.github.oktaaws.RolesByApp;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The roles of a person's federation apps.
 *
 * @param roles what is offered, app by app in Okta's order
 * @param closed the apps that could not be looked into, and why
 * @param session the session that looked, which has the assertions in hand
 */
record OfferedRoles(List<Offered> roles, List<RoleFailure> closed, OktaAwsSession session) {

  /**
   * A role, and where it is from.
   *
   * @param app the app that offers it
   * @param role the role
   */
  record Offered(FederationApp app, AwsRole role) {

    /** An app's roles, each once. */
    static List<Offered> of(FederationApp app, List<AwsRole> roles) {
      return roles.stream().distinct().map(role -> new Offered(app, role)).toList();
    }
  }

  /**
   * Looks into one app, or into all that the person has. Asks the person to sign in where nobody is
   * signed in. What is wrong with one app does not matter for the others.
   *
   * @param sessions makes the session
   * @param app the id or the label of the app, if it is known
   * @return what they offer
   * @throws OktaAwsException if not even the apps can be had
   */
  static OfferedRoles of(Sessions sessions, Optional<String> app) {
    OktaAwsSessionBuilder builder = sessions.builder();
    app.ifPresent(builder::federationAppNamed);
    return in(builder.build());
  }

  /**
   * Looks into the apps that a session has not ruled out.
   *
   * @param session the session
   * @return what they offer
   * @throws OktaAwsException if not even the apps can be had
   */
  static OfferedRoles in(OktaAwsSession session) {
    RolesByApp all = session.rolesByApp();
    return new OfferedRoles(
        all.apps().stream().flatMap(one -> Offered.of(one.app(), one.roles()).stream()).toList(),
        all.failures(),
        session);
  }

  /** All apps, those first that could be looked into. */
  List<FederationApp> apps() {
    return Stream.concat(roles.stream().map(Offered::app), closed.stream().map(RoleFailure::app))
        .distinct()
        .toList();
  }

  /** What lies behind a sign-in that nobody could be asked for. */
  static OktaAwsException why(OktaAwsException e) {
    return e instanceof SignInRequiredException && e.getCause() instanceof OktaAwsException cause
        ? cause
        : e;
  }
}
