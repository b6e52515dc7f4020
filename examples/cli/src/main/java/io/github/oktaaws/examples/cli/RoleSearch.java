package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NoFederationAppException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.examples.cli.OfferedRoles.Offered;
import io.github.oktaaws.examples.cli.terminal.Person;
import io.github.oktaaws.federation.FederationApp;
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
    Optional<String> app = wanted.federationApp();
    if (wanted.isGiven() && app.isEmpty()) {
      OktaAwsSessionBuilder builder = sessions.builder();
      wanted.identityProviderArn().ifPresent(builder::identityProvider);
      return among(OfferedRoles.in(builder.build()));
    }
    List<FederationApp> apps = app.map(this::called).orElseGet(this::apps);
    return of(apps.size() == 1 ? apps.get(0) : person.choose(labels.identityProviders(apps), apps));
  }

  /** By its id, which is not looked for, or by its label. */
  private List<FederationApp> called(String idOrLabel) {
    return sessions.builder().federationAppNamed(idOrLabel).build().candidateApps();
  }

  private List<FederationApp> apps() {
    List<FederationApp> apps = sessions.builder().build().federationApps();
    if (apps.isEmpty()) {
      throw new NoFederationAppException(
          sessions.clientId(), ErrorContext.at(Step.FEDERATION_APPS));
    }
    return apps;
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

  /** Credentials of a role of an app. */
  private RoleCredentials of(FederationApp app) {
    return credentials(sessions.ofApp(app), roles -> chosen(Offered.of(app, roles)).role());
  }

  /** Credentials of the role that was asked for, or that the person chooses. */
  RoleCredentials among(OfferedRoles offered) {
    if (offered.roles().stream().noneMatch(one -> wanted.matches(one.role()))) {
      throw nothingAmong(offered);
    }
    Offered chosen = chosen(offered.roles());
    boolean onlyApp = offered.apps().size() == 1;
    return credentials(
        onlyApp ? offered.session() : sessions.ofApp(chosen.app()),
        RoleSelector.arn(chosen.role().roleArn(), chosen.role().principalArn()));
  }

  private Offered chosen(List<Offered> offered) {
    List<Offered> matching = offered.stream().filter(one -> wanted.matches(one.role())).toList();
    if (matching.isEmpty()) {
      throw notAmong(offered);
    }
    Offered chosen =
        matching.size() == 1 ? matching.get(0) : person.choose(labels.roles(matching), matching);
    person.say("Role: " + chosen.role().roleArn());
    return chosen;
  }

  /** Without asking a person again who has only just signed in: they would end up here again. */
  private RoleCredentials credentials(OktaAwsSession session, RoleSelector selector) {
    try {
      return session.role(selector).get(sessions.request());
    } catch (OktaAwsException e) {
      throw OfferedRoles.why(e);
    }
  }

  private OktaAwsException nothingAmong(OfferedRoles offered) {
    if (offered.roles().isEmpty() && offered.closed().size() == 1) {
      return offered.closed().get(0).error();
    }
    offered
        .closed()
        .forEach(
            closed ->
                person.say(
                    closed.app().label() + " offers nothing: " + closed.error().getMessage()));
    return notAmong(offered.roles());
  }

  private OktaAwsException notAmong(List<Offered> offered) {
    List<String> there =
        offered.stream().map(one -> WantedRole.words(one.role())).distinct().toList();
    return wanted.notAmong(there.isEmpty() ? List.of("none at all") : there);
  }
}
