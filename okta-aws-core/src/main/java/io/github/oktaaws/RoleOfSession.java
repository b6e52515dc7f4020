package io.github.oktaaws;

import io.github.oktaaws.Turns.Caller;
import io.github.oktaaws.error.AssertionExpiredException;
import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.InvalidAssertionException;
import io.github.oktaaws.error.NoRolesException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.SamlPageException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.error.WebSsoNotAllowedException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.store.RoleKey;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One role of a session. Remembers what was chosen, so that a person chooses once. */
final class RoleOfSession implements RoleCredentialsSource {

  private final OktaAwsSession session;
  private final AppsOfSession apps;
  private final @Nullable String wantedArn;
  private final RoleSelector selector;
  private final AssumeRoleWithSamlService assumeRole;
  private final Preparation preparation;
  private volatile @Nullable Chosen chosen;

  /** What was chosen, and who was signed in then: another person may have other apps and roles. */
  private record Chosen(FederationApp app, AwsRole role, Optional<String> by) {}

  RoleOfSession(
      OktaAwsSession session,
      @Nullable String wantedArn,
      RoleSelector selector,
      AssumeRoleWithSamlService assumeRole) {
    this.session = session;
    this.apps = session.apps();
    this.wantedArn = wantedArn;
    this.selector = Objects.requireNonNull(selector, "selector");
    this.assumeRole = Objects.requireNonNull(assumeRole, "assumeRole");
    this.preparation = apps.preparation(wantedArn, assumeRole);
  }

  @Override
  public RoleCredentials get(Request request) {
    Caller caller = session.caller(request.mayAsk(), preparation);
    return session.telling(() -> get(request, caller));
  }

  private RoleCredentials get(Request request, Caller caller) {
    if (assumeRole.terms().isEmpty()) {
      return fetch(request, caller);
    }
    Optional<RoleCredentials> kept =
        key().flatMap(key -> session.store().credentials(key, request));
    return kept.isPresent() ? kept.get() : getAlone(request, caller);
  }

  /** One at a time for each role, so that what one of them gets serves those who waited. */
  private RoleCredentials getAlone(Request request, Caller caller) {
    if (key().isEmpty()) {
      preparation.requireRegion();
      apps.signedIn(caller);
      if (wantedArn == null || apps.choice().canAsk()) {
        chosen(caller);
      }
    }
    Optional<RoleKey> known = key();
    if (known.isEmpty()) {
      // somebody signed out meanwhile
      return fetch(request, caller);
    }
    return session
        .store()
        .credentials(
            known.get(), request, request.mayAsk(), this::key, () -> fetch(request, caller));
  }

  private RoleCredentials fetch(Request request, Caller caller) {
    Chosen now = chosen(caller);
    try {
      RoleCredentials credentials = assumed(now, caller);
      SessionStore.requireAnother(credentials, request);
      return credentials;
    } catch (RoleNotInAssertionException | UserNotAssignedException e) {
      if (wantedArn != null) {
        // another app may offer it now
        chosen = null;
      }
      throw e;
    }
  }

  private RoleCredentials assumed(Chosen now, Caller caller) {
    SamlAssertion assertion = apps.assertion(now.app(), caller, null);
    try {
      return assume(assertion, now.role());
    } catch (AssertionExpiredException expired) {
      return assume(apps.assertion(now.app(), caller, assertion), now.role());
    }
  }

  private Chosen chosen(Caller caller) {
    Chosen known = chosen;
    if (known != null && known.by().equals(session.subject())) {
      return known;
    }
    Chosen now = choose(caller);
    chosen = now;
    return now;
  }

  /** Where this role's credentials are kept; empty while the role or the person is not known. */
  private Optional<RoleKey> key() {
    Optional<Chosen> known =
        Optional.ofNullable(chosen).filter(last -> last.by().equals(session.subject()));
    Optional<String> app =
        apps.choice().canAsk() ? known.map(last -> last.app().id()) : Optional.empty();
    if (apps.choice().canAsk() && app.isEmpty()) {
      return Optional.empty();
    }
    return wantedArn != null
        ? key(app, wantedArn, Optional.empty())
        : known
            .map(Chosen::role)
            .flatMap(role -> key(app, role.roleArn(), Optional.of(role.principalArn())));
  }

  private Optional<RoleKey> key(Optional<String> app, String arn, Optional<String> principal) {
    return assumeRole.terms().flatMap(terms -> session.key(app, arn, principal, terms));
  }

  private RoleCredentials assume(SamlAssertion assertion, AwsRole role) {
    return assumeRole.assume(assertion, offered(role, assertion.roles()));
  }

  /** A selector of the caller's own may name anything, and a role may be taken away later. */
  private static AwsRole offered(AwsRole role, List<AwsRole> roles) {
    return RoleSelector.arn(role.roleArn(), role.principalArn()).select(roles);
  }

  private Chosen choose(Caller caller) {
    List<FederationApp> candidates = apps.candidates(caller, wantedArn != null);
    if (candidates.size() == 1) {
      FederationApp app = candidates.get(0);
      return chosen(app, apps.assertion(app, caller, null).roles());
    }
    List<String> offered = new ArrayList<>();
    List<OktaAwsException> unusable = new ArrayList<>();
    for (FederationApp app : candidates) {
      List<AwsRole> roles = rolesUnlessUnusable(app, caller, unusable);
      if (roles.stream()
          .filter(apps.choice()::allows)
          .anyMatch(role -> role.roleArn().equals(wantedArn))) {
        return chosen(app, roles);
      }
      roles.forEach(role -> offered.add(role.roleArn()));
    }
    OktaAwsException notOffered =
        new RoleNotInAssertionException(
            Objects.requireNonNullElse(wantedArn, "?"), offered, ErrorContext.at(Step.ROLE_CHOICE));
    if (unusable.isEmpty()) {
      throw notOffered;
    }
    // the role may well be behind an app that could not be used, and that can be mended
    OktaAwsException first = unusable.get(0);
    first.addSuppressed(notOffered);
    throw first;
  }

  private Chosen chosen(FederationApp app, List<AwsRole> roles) {
    return new Chosen(app, offered(selector.select(roles), roles), session.subject());
  }

  /** What is wrong with one app does not matter where another one offers the role. */
  private List<AwsRole> rolesUnlessUnusable(
      FederationApp app, Caller caller, List<OktaAwsException> unusable) {
    try {
      return apps.assertion(app, caller, null).roles();
    } catch (OktaAwsException e) {
      if (!isAboutOneApp(e) && !isAboutOneApp(e.getCause())) {
        throw e;
      }
      unusable.add(e);
      return List.of();
    }
  }

  private static boolean isAboutOneApp(@Nullable Throwable e) {
    return e instanceof WebSsoNotAllowedException
        || e instanceof UserNotAssignedException
        || e instanceof AssuranceNotMetException
        || e instanceof StepUpRequiredException
        || e instanceof SamlPageException
        || e instanceof InvalidAssertionException
        || e instanceof NoRolesException;
  }

  /** Prints the session and the role, as far as it is known. */
  @Override
  public String toString() {
    Chosen known = chosen;
    String role = known == null ? wantedArn : known.role().roleArn();
    return session + (role == null ? "" : " as " + role);
  }
}
