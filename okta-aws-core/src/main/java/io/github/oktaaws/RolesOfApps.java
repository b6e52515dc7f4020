package io.github.oktaaws;

import io.github.oktaaws.error.AssertionExpiredException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The roles of all of one person's apps: an exchange and a page for each app, one after the other,
 * and then AWS for each role, side by side. What is wrong with one app or role does not matter to
 * the others; cancelling ends all.
 */
final class RolesOfApps {

  private final AppsOfSession apps;
  private final PersonOfSession person;
  private final Turns.Caller caller;
  private final Optional<String> subject;

  private RolesOfApps(AppsOfSession apps, PersonOfSession person, Turns.Caller caller) {
    this.apps = apps;
    this.person = person;
    this.caller = caller;
    this.subject = person.subject();
  }

  /** Signs the person in first: what fails there is not the fault of one app. */
  static RolesOfApps of(AppsOfSession apps, PersonOfSession person, Turns.Caller caller) {
    apps.signedIn(caller);
    return new RolesOfApps(apps, person, caller);
  }

  /** An app's assertion, or what is wrong with the app. */
  private sealed interface OfApp {}

  private record Open(FederationApp app, SamlAssertion assertion) implements OfApp {}

  private record Closed(RoleFailure failure) implements OfApp {}

  RolesByApp list() {
    List<RolesByApp.AppRoles> known = new ArrayList<>();
    List<RoleFailure> failures = new ArrayList<>();
    for (OfApp each : opened()) {
      if (each instanceof Open open) {
        known.add(new RolesByApp.AppRoles(open.app(), open.assertion().roles()));
      } else if (each instanceof Closed closed) {
        failures.add(closed.failure());
      }
    }
    return new RolesByApp(known, failures);
  }

  EveryRole assume(int parallelism, AssumeRoleWithSamlService assumeRole) {
    List<Supplier<EveryRole>> all = new ArrayList<>();
    for (OfApp each : opened()) {
      if (each instanceof Open open) {
        open.assertion().roles().forEach(role -> all.add(() -> assumed(open, role, assumeRole)));
      } else if (each instanceof Closed closed) {
        all.add(() -> new EveryRole(List.of(), List.of(closed.failure())));
      }
    }
    List<EveryRole> parts =
        new SideBySide(parallelism, "assuming every role", Step.ASSUME_ROLE).get(all);
    return new EveryRole(
        parts.stream().flatMap(part -> part.assumed().stream()).toList(),
        parts.stream().flatMap(part -> part.failures().stream()).toList());
  }

  private List<OfApp> opened() {
    List<OfApp> opened = new ArrayList<>();
    for (FederationApp app : apps.every(caller)) {
      opened.add(open(app));
      requireTheSamePerson();
    }
    return opened;
  }

  private OfApp open(FederationApp app) {
    try {
      return new Open(app, apps.assertion(app, caller, null));
    } catch (CancelledException e) {
      throw e;
    } catch (OktaAwsException e) {
      return new Closed(new RoleFailure(app, Optional.empty(), e));
    }
  }

  private EveryRole assumed(Open open, AwsRole role, AssumeRoleWithSamlService assumeRole) {
    try {
      RoleCredentials credentials = credentials(open, role, assumeRole);
      return new EveryRole(
          List.of(new EveryRole.Assumed(open.app(), role, credentials)), List.of());
    } catch (CancelledException e) {
      throw e;
    } catch (OktaAwsException e) {
      return new EveryRole(List.of(), List.of(new RoleFailure(open.app(), Optional.of(role), e)));
    }
  }

  private RoleCredentials credentials(
      Open open, AwsRole role, AssumeRoleWithSamlService assumeRole) {
    try {
      return assumeRole.assume(open.assertion(), role);
    } catch (AssertionExpiredException expired) {
      SamlAssertion fresh = apps.assertion(open.app(), caller, open.assertion());
      requireTheSamePerson();
      AwsRole offered = RoleSelector.arn(role.roleArn(), role.principalArn()).select(fresh.roles());
      return assumeRole.assume(fresh, offered);
    }
  }

  /** One person's roles and another's are not to be had in one go. */
  private void requireTheSamePerson() {
    if (!person.subject().equals(subject)) {
      throw new SignInRequiredException(
          "somebody else has signed in or out meanwhile", ErrorContext.at(Step.SIGN_IN));
    }
  }
}
