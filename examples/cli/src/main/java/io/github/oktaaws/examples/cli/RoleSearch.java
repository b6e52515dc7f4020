package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.examples.cli.OfferedRoles.Offered;
import io.github.oktaaws.examples.cli.terminal.Person;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.RoleSelector;
import java.util.List;
import java.util.Optional;

/**
 * Finds the federation app and the role. What was asked for decides; the person is asked only where
 * that leaves a choice, and never gets another role than the one they named.
 */
final class RoleSearch {

  private final Sessions sessions;
  private final WantedRole wanted;
  private final Person person;
  private final Labels labels;

  RoleSearch(Sessions sessions, WantedRole wanted, Person person, Labels labels) {
    this.sessions = sessions;
    this.wanted = wanted;
    this.person = person;
    this.labels = labels;
  }

  RoleCredentials credentials() {
    Optional<String> arn = wanted.roleArn();
    if (arn.isPresent()) {
      return named(arn.get(), sessions.request());
    }
    List<FederationApp> apps =
        wanted
            .federationApp()
            .map(named -> OfferedRoles.named(sessions, named))
            .orElseGet(() -> ofTheWantedProvider(OfferedRoles.apps(sessions)));
    if (wanted.isGiven() || apps.size() == 1) {
      return among(OfferedRoles.in(sessions, apps));
    }
    FederationApp chosen = person.choose(labels.identityProviders(apps), apps);
    return among(OfferedRoles.in(sessions, List.of(chosen)));
  }

  /** Credentials of the role that is named, without asking anybody; empty if there are none. */
  Optional<RoleCredentials> withoutAsking() {
    try {
      return wanted.roleArn().map(arn -> named(arn, Request.silent()));
    } catch (SignInRequiredException e) {
      return Optional.empty();
    }
  }

  /** Kept credentials of a role that is named serve without a question, even with the org down. */
  private RoleCredentials named(String arn, Request request) {
    OktaAwsSessionBuilder builder = sessions.builder();
    wanted.federationApp().ifPresent(builder::federationAppNamed);
    wanted.identityProviderArn().ifPresent(builder::identityProvider);
    try {
      return builder.build().role(arn).get(request);
    } catch (RoleNotInAssertionException e) {
      throw wanted.notAmong(e.available());
    }
  }

  /**
   * The apps that Okta says are for the identity provider. Where it says so of none, any may offer
   * roles through it: most people are not told, and one app can serve many accounts.
   */
  private List<FederationApp> ofTheWantedProvider(List<FederationApp> apps) {
    Optional<String> provider = wanted.identityProviderArn();
    List<FederationApp> known =
        apps.stream()
            .filter(app -> provider.isPresent() && app.identityProviderArn().equals(provider))
            .toList();
    return known.isEmpty() ? apps : known;
  }

  /** Credentials of the role that was asked for, or that the person chooses. */
  RoleCredentials among(OfferedRoles offered) {
    List<Offered> matching =
        offered.roles().stream().filter(one -> wanted.matches(one.role())).toList();
    if (matching.isEmpty()) {
      throw nothingAmong(offered);
    }
    Offered chosen =
        matching.size() == 1 ? matching.get(0) : person.choose(labels.roles(matching), matching);
    person.say("Role: " + chosen.role().roleArn());
    return credentials(chosen);
  }

  private RoleCredentials credentials(Offered chosen) {
    AwsRole role = chosen.role();
    OktaAwsSession session = chosen.session();
    try {
      return session
          .role(RoleSelector.arn(role.roleArn(), role.principalArn()))
          .get(sessions.request());
    } catch (OktaAwsException e) {
      throw OfferedRoles.why(e);
    }
  }

  private OktaAwsException nothingAmong(OfferedRoles offered) {
    if (offered.roles().isEmpty() && offered.closed().size() == 1) {
      return offered.closed().values().iterator().next();
    }
    offered
        .closed()
        .forEach((app, e) -> person.say(app.label() + " offers nothing: " + e.getMessage()));
    List<String> there =
        offered.roles().stream().map(one -> WantedRole.words(one.role())).distinct().toList();
    return wanted.notAmong(there.isEmpty() ? List.of("none at all") : there);
  }
}
