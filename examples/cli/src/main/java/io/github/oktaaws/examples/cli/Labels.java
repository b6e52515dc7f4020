package io.github.oktaaws.examples.cli;

import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import java.util.List;
import java.util.function.Function;

/** How choices are shown: briefly, and in full where that would leave two of them alike. */
final class Labels {

  private Labels() {}

  static Terminal.Question<FederationApp> identityProviders(List<FederationApp> apps) {
    return new Terminal.Question<>(
        "an IdP",
        unambiguous(apps, Labels::app, app -> app(app) + ", app " + app.id()),
        "--aws-iam-idp or --aws-acct-fed-app-id");
  }

  static Terminal.Question<AwsRole> roles(List<AwsRole> roles) {
    return new Terminal.Question<>(
        "a role", unambiguous(roles, Labels::role, WantedRole::words), "--aws-iam-role");
  }

  private static String app(FederationApp app) {
    return app.label() + app.identityProviderArn().map(arn -> " (" + arn + ")").orElse("");
  }

  private static String role(AwsRole role) {
    return role.roleName() + " (account " + role.accountId() + ")";
  }

  private static <T> Function<T, String> unambiguous(
      List<T> options, Function<T, String> brief, Function<T, String> full) {
    return option ->
        options.stream().filter(other -> brief.apply(other).equals(brief.apply(option))).count()
                == 1
            ? brief.apply(option)
            : full.apply(option);
  }
}
