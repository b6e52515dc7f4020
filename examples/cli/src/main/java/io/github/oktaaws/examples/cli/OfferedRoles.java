package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.InvalidAssertionException;
import io.github.oktaaws.error.NoRolesException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RoleChoiceException;
import io.github.oktaaws.error.SamlPageException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.error.WebSsoNotAllowedException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.federation.FederationAppService;
import io.github.oktaaws.saml.AwsRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The roles of all of a person's federation apps.
 *
 * @param roles what is offered, app by app in Okta's order
 * @param closed the apps that could not be looked into, and why
 */
record OfferedRoles(List<Offered> roles, Map<FederationApp, OktaAwsException> closed) {

  /**
   * A role, and where it is from.
   *
   * @param app the app that offers it
   * @param role the role
   * @param session the app's session, which has its assertion in hand
   */
  record Offered(FederationApp app, AwsRole role, OktaAwsSession session) {}

  /**
   * Looks into one app, or into all that the person has.
   *
   * @param sessions makes the sessions
   * @param app the id or the label of the app, if it is known
   * @return what they offer
   * @throws OktaAwsException if not even the apps can be had
   */
  static OfferedRoles of(Sessions sessions, Optional<String> app) {
    return in(sessions, app.map(it -> named(sessions, it)).orElseGet(() -> apps(sessions)));
  }

  /** The one app that is called so, by its id or its label; an id is not looked for. */
  static List<FederationApp> named(Sessions sessions, String idOrLabel) {
    return sessions.builder().federationAppNamed(idOrLabel).build().candidateApps();
  }

  /** The person's apps; asks the person to sign in where nobody is signed in. */
  static List<FederationApp> apps(Sessions sessions) {
    List<FederationApp> found = new ArrayList<>();
    FederationAppService okta = FederationAppService.create(sessions.org(), sessions.clientId());
    OktaAwsSession session =
        sessions
            .builder()
            .federationApps(
                tokens -> {
                  found.clear();
                  found.addAll(okta.list(tokens));
                  return List.of();
                })
            .build();
    try {
      session.roles();
    } catch (OktaAwsException e) {
      if (found.isEmpty()) {
        throw e;
      }
    }
    return List.copyOf(found);
  }

  /**
   * Looks into some apps. What is wrong with one of them does not matter for the others.
   *
   * @param sessions makes the sessions
   * @param apps the apps
   * @return what they offer
   * @throws OktaAwsException if something is wrong that does not concern one app alone
   */
  static OfferedRoles in(Sessions sessions, List<FederationApp> apps) {
    List<Offered> roles = new ArrayList<>();
    Map<FederationApp, OktaAwsException> closed = new LinkedHashMap<>();
    for (FederationApp app : apps) {
      OktaAwsSession session = sessions.ofApp(app);
      try {
        rolesOf(session, sessions.request()).stream()
            .distinct()
            .forEach(role -> roles.add(new Offered(app, role, session)));
      } catch (OktaAwsException e) {
        OktaAwsException why = why(e);
        if (!concernsOneAppOnly(why)) {
          throw why;
        }
        closed.put(app, why);
      }
    }
    return new OfferedRoles(List.copyOf(roles), closed);
  }

  /** Without asking a person again who has only just signed in: they would end up here again. */
  private static List<AwsRole> rolesOf(OktaAwsSession session, Request request) {
    List<AwsRole> seen = new ArrayList<>();
    try {
      session
          .role(
              roles -> {
                seen.addAll(roles);
                throw new RoleChoiceException(List.of(), ErrorContext.at(Step.ROLE_CHOICE));
              })
          .get(request);
    } catch (RoleChoiceException onlyLooking) {
      // nothing is assumed
    }
    return seen;
  }

  /** What lies behind a sign-in that nobody could be asked for. */
  static OktaAwsException why(OktaAwsException e) {
    return e instanceof SignInRequiredException && e.getCause() instanceof OktaAwsException cause
        ? cause
        : e;
  }

  private static boolean concernsOneAppOnly(OktaAwsException e) {
    return e instanceof UserNotAssignedException
        || e instanceof WebSsoNotAllowedException
        || e instanceof AssuranceNotMetException
        || e instanceof StepUpRequiredException
        || e instanceof SignInPolicyException
        || e instanceof SamlPageException
        || e instanceof InvalidAssertionException
        || e instanceof NoRolesException;
  }
}
