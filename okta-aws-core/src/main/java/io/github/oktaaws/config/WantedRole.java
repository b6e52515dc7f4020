package io.github.oktaaws.config;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.RoleChoiceException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.RoleSelector;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The role that was configured.
 *
 * @param arn its ARN, if that is known
 * @param label its label, if only that is
 * @param identityProvider the identity provider that it is to be assumed through
 * @param labels what roles are called
 */
record WantedRole(
    Optional<String> arn,
    Optional<String> label,
    Optional<String> identityProvider,
    Labels labels) {

  static WantedRole of(OktaAwsConfig config) {
    Optional<String> written = config.get(Setting.ROLE);
    Optional<String> arn = written.flatMap(config.roleLabels()::arnOf);
    return new WantedRole(
        arn,
        arn.isPresent() ? Optional.empty() : written,
        WebSettings.identityProvider(config),
        config.roleLabels());
  }

  RoleCredentialsSource from(OktaAwsSession session) {
    return arn.isPresent() ? session.role(arn.get()) : session.role(selector());
  }

  /** Never a silent first. */
  private RoleSelector selector() {
    return offered -> {
      List<AwsRole> suitable = offered.stream().filter(this::suits).distinct().toList();
      if (suitable.isEmpty()) {
        throw new RoleNotInAssertionException(
            wanted(), words(offered), ErrorContext.at(Step.ROLE_CHOICE));
      }
      if (suitable.size() > 1) {
        throw new RoleChoiceException(words(suitable), ErrorContext.at(Step.ROLE_CHOICE));
      }
      return suitable.get(0);
    };
  }

  private boolean suits(AwsRole role) {
    boolean called =
        label.isEmpty() || labels.labelOf(role.roleArn()).filter(label.get()::equals).isPresent();
    return called && identityProvider.filter(arn -> !arn.equals(role.principalArn())).isEmpty();
  }

  private String wanted() {
    return String.join(
        " via ", Stream.of(label, identityProvider).flatMap(Optional::stream).toList());
  }

  private static List<String> words(List<AwsRole> roles) {
    return roles.stream().map(role -> role.roleArn() + " via " + role.principalArn()).toList();
  }
}
