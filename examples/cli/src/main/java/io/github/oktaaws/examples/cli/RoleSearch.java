package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.InvalidAssertionException;
import io.github.oktaaws.error.NoFederationAppException;
import io.github.oktaaws.error.NoRolesException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.SamlPageException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.error.WebSsoNotAllowedException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the federation app and the role. What was asked for on the command line decides; the person
 * is asked only where that leaves a choice, and never gets another role than the one they named.
 */
final class RoleSearch {

  private final SignedIn signedIn;
  private final WantedRole wanted;
  private final Terminal terminal;

  RoleSearch(SignedIn signedIn, WantedRole wanted, Terminal terminal) {
    this.signedIn = signedIn;
    this.wanted = wanted;
    this.terminal = terminal;
  }

  RoleCredentials credentials(List<FederationApp> apps) {
    if (apps.isEmpty()) {
      throw new NoFederationAppException(
          signedIn.clientId(), ErrorContext.at(Step.FEDERATION_APPS));
    }
    List<FederationApp> candidates = ofTheWantedProvider(apps);
    if (candidates.size() == 1) {
      return signedIn.credentials(candidates.get(0), this::choose);
    }
    if (wanted.isGiven()) {
      return firstThatOffersIt(candidates);
    }
    FederationApp chosen = terminal.choose(Labels.identityProviders(candidates), candidates);
    return signedIn.credentials(chosen, this::choose);
  }

  /**
   * The apps that Okta says are for the identity provider. Where it says so of none, any may offer
   * roles through it: most people are not told, and one app can serve many accounts.
   */
  private List<FederationApp> ofTheWantedProvider(List<FederationApp> apps) {
    List<FederationApp> known =
        apps.stream()
            .filter(
                app ->
                    app.identityProviderArn()
                        .filter(arn -> arn.equals(wanted.identityProvider()))
                        .isPresent())
            .toList();
    return known.isEmpty() ? apps : known;
  }

  private RoleCredentials firstThatOffersIt(List<FederationApp> candidates) {
    Set<String> offered = new LinkedHashSet<>();
    Map<FederationApp, OktaAwsException> closed = new LinkedHashMap<>();
    for (FederationApp app : candidates) {
      try {
        return signedIn.credentials(app, this::choose);
      } catch (RoleNotInAssertionException e) {
        offered.addAll(e.available());
      } catch (OktaAwsException e) {
        if (!concernsOneAppOnly(e)) {
          throw e;
        }
        closed.put(app, e);
      }
    }
    closed.forEach((app, e) -> terminal.say(app.label() + " offers nothing: " + e.getMessage()));
    throw wanted.notAmong(offered.isEmpty() ? List.of("none at all") : offered);
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

  private AwsRole choose(List<AwsRole> roles) {
    List<AwsRole> matching = wanted.among(roles);
    AwsRole role =
        matching.size() == 1 ? matching.get(0) : terminal.choose(Labels.roles(matching), matching);
    terminal.say("Role: " + role.roleArn());
    return role;
  }
}
