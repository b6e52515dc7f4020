package io.github.oktaaws.examples.cli;

import io.github.oktaaws.EveryRole;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleFailure;
import io.github.oktaaws.examples.cli.output.AllProfiles;
import io.github.oktaaws.examples.cli.output.OfferedRole;
import io.github.oktaaws.examples.cli.output.ProfileNames;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Credentials of every role of every app, each under a profile of its own. */
final class EveryProfile {

  /** Kind to STS, and fast enough for hundreds. */
  private static final int AT_ONCE = 8;

  private EveryProfile() {}

  /** Writes what there is, tells what there is not, and returns the exit code. */
  static int write(Run run) throws IOException {
    refuseAnotherWayOut(run);
    // what cannot be is told before anybody signs in
    ProfileNames names =
        ProfileNames.of(run.option("--profile-template").orElse(ProfileNames.DEFAULT_TEMPLATE));
    try (Person person = run.person()) {
      OktaAwsSessionBuilder builder = run.sessions(person).builder();
      WantedRole wanted = new WantedRole(run.settings());
      wanted.federationApp().ifPresent(builder::federationAppNamed);
      wanted.identityProviderArn().ifPresent(builder::identityProvider);
      EveryRole every = builder.build().everyRole(AT_ONCE);
      every
          .failures()
          .forEach(failure -> person.say(where(failure) + ": " + failure.error().getMessage()));
      Map<String, String> aliases =
          names.useAliases() ? new AccountAliases(run, person).of(every.assumed()) : Map.of();
      AllProfiles.Outcome outcome = save(run, names, every, aliases);
      outcome.warnings().forEach(person::say);
      outcome.failures().forEach(person::say);
      outcome.written().forEach(profile -> person.say("Updated profile \"" + profile + "\"."));
      boolean someMissing = !every.failures().isEmpty() && outcome.exitCode() == 0;
      return someMissing ? AllProfiles.Outcome.SOME_FAILED : outcome.exitCode();
    }
  }

  /** One program, and one who asks for one document, want one role; silence would mislead both. */
  private static void refuseAnotherWayOut(Run run) {
    if (run.settings().isOn("exec")) {
      throw run.wrong(
          "--all-profiles and --exec exclude each other: a program runs with one role.");
    }
    if (run.settings().value("format").filter("process-credentials"::equals).isPresent()) {
      throw run.wrong(
          "--all-profiles writes the credentials file, and prints nothing that"
              + " --format process-credentials could: leave one of them out.");
    }
  }

  private static String where(RoleFailure failure) {
    return failure.app().label() + failure.role().map(role -> ", " + role.roleArn()).orElse("");
  }

  private static AllProfiles.Outcome save(
      Run run, ProfileNames names, EveryRole every, Map<String, String> aliases)
      throws IOException {
    Map<OfferedRole, RoleCredentials> had = new LinkedHashMap<>();
    every
        .assumed()
        .forEach(
            one ->
                had.put(
                    new OfferedRole(
                        one.app().id(),
                        one.app().label(),
                        Optional.ofNullable(aliases.get(one.role().accountId())),
                        one.role()),
                    one.credentials()));
    AllProfiles profiles =
        new AllProfiles(names, ConfiguredOutput.file(run), ConfiguredOutput.extras(run));
    try {
      return profiles.save(List.copyOf(had.keySet()), had::get);
    } catch (InterruptedException e) {
      throw ConfiguredOutput.interrupted("writing the AWS credentials file", e);
    }
  }
}
