package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.saml.AwsRole;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The role that was asked for, as far as it was.
 *
 * @param settings where it was asked for, and what roles are called
 */
record WantedRole(Settings settings) {

  private Optional<String> role() {
    return settings.value("aws-iam-role");
  }

  private Optional<String> identityProvider() {
    return settings.value("aws-iam-idp");
  }

  /** The id or the label of the federation app, if it was named. */
  Optional<String> federationApp() {
    return settings.value("aws-acct-fed-app-id");
  }

  /** The ARN of the role; empty if none was asked for, or by a label that several may have. */
  Optional<String> roleArn() {
    return role().flatMap(settings::roleArn);
  }

  /** The ARN of the identity provider; empty as for the role. */
  Optional<String> identityProviderArn() {
    return identityProvider().flatMap(settings::identityProviderArn);
  }

  /**
   * Makes sure that it can be meant at all, before anything is sent.
   *
   * @return this
   * @throws ConfigurationException if it cannot
   */
  WantedRole sound() {
    roleArn();
    boolean isAnother =
        identityProviderArn().filter(arn -> !arn.contains(":saml-provider/")).isPresent();
    if (isAnother) {
      throw new ConfigurationException(
          "aws-iam-idp is not the ARN of a SAML identity provider.",
          "Write it as arn:aws:iam::123456789012:saml-provider/name, or as a label.");
    }
    return this;
  }

  boolean isGiven() {
    return role().isPresent() || identityProvider().isPresent();
  }

  /** Whether a role is what was asked for; every role is where nothing was. */
  boolean matches(AwsRole offered) {
    return isMeant(
            identityProvider(),
            identityProviderArn(),
            offered.principalArn(),
            settings.identityProviderLabel(offered.principalArn()))
        && isMeant(role(), roleArn(), offered.roleArn(), settings.roleLabel(offered.roleArn()));
  }

  private static boolean isMeant(
      Optional<String> wanted, Optional<String> wantedArn, String offered, Optional<String> label) {
    return wantedArn.isPresent()
        ? wantedArn.get().equals(offered)
        : wanted.isEmpty() || label.equals(wanted);
  }

  RoleNotInAssertionException notAmong(Collection<String> offered) {
    String through = identityProvider().map(provider -> " through " + provider).orElse("");
    return new RoleNotInAssertionException(
        role().orElse("wanted") + through, List.copyOf(offered), ErrorContext.at(Step.ROLE_CHOICE));
  }

  static String words(AwsRole role) {
    return role.roleArn() + " through " + role.principalArn();
  }
}
