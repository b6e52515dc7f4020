package io.github.oktaaws.examples.cli;

import io.github.oktaaws.examples.cli.OfferedRoles.Offered;
import io.github.oktaaws.examples.cli.terminal.Question;
import io.github.oktaaws.federation.FederationApp;
import java.util.List;
import java.util.function.Function;

/**
 * How choices are shown: briefly, with the labels of {@code okta.yaml}, and in full where that
 * would leave two of them alike.
 *
 * @param settings knows the labels
 */
record Labels(Settings settings) {

  Question<FederationApp> identityProviders(List<FederationApp> apps) {
    return new Question<>(
        "an IdP",
        unambiguous(apps, this::app, app -> app(app) + ", app " + app.id()),
        "--aws-iam-idp or --aws-acct-fed-app-id");
  }

  Question<Offered> roles(List<Offered> roles) {
    boolean severalApps = roles.stream().map(Offered::app).distinct().count() > 1;
    return new Question<>(
        "a role",
        unambiguous(
            roles,
            offered -> role(offered, severalApps),
            offered -> WantedRole.words(offered.role()) + ", app " + offered.app().label()),
        "--aws-iam-role");
  }

  private String app(FederationApp app) {
    return app.identityProviderArn()
        .map(
            arn ->
                settings
                    .identityProviderLabel(arn)
                    .map(label -> label + ", " + app.label())
                    .orElse(app.label() + " (" + arn + ")"))
        .orElse(app.label());
  }

  private String role(Offered offered, boolean withApp) {
    String name = offered.role().roleName();
    String label =
        settings.roleLabel(offered.role().roleArn()).map(known -> known + ", " + name).orElse(name);
    return label
        + " (account "
        + offered.role().accountId()
        + (withApp ? ", " + offered.app().label() : "")
        + ")";
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
