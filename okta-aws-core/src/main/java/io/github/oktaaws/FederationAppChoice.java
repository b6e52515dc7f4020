package io.github.oktaaws;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.FederationAppChoiceException;
import io.github.oktaaws.error.NoFederationAppException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.federation.FederationAppSelector;
import io.github.oktaaws.federation.FederationAppService;
import io.github.oktaaws.internal.http.Words;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.signin.OktaTokens;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which federation app: the configured one, else the one with the configured name, else the only
 * one, else the one of the configured identity provider, else what the selector says; never a
 * silent first.
 */
record FederationAppChoice(
    FederationAppService apps,
    String clientId,
    @Nullable String appId,
    @Nullable AppName appName,
    @Nullable String identityProviderArn,
    @Nullable FederationAppSelector selector) {

  /** The apps that are not ruled out by what was configured; at least one. */
  List<FederationApp> candidates(OktaTokens tokens) {
    if (appId != null) {
      return List.of(FederationApp.withId(appId));
    }
    List<FederationApp> all = apps.list(tokens);
    if (all.isEmpty()) {
      throw new NoFederationAppException(clientId, ErrorContext.at(Step.FEDERATION_APPS));
    }
    List<FederationApp> named = appName == null ? all : appName.among(all);
    if (named.isEmpty()) {
      throw choice("No federation app has " + shownName() + ".", all);
    }
    List<FederationApp> matching = ofTheIdentityProvider(named);
    if (matching.isEmpty()) {
      throw choice(
          (appName == null ? "No federation app" : "No federation app with " + shownName())
              + " is for the identity provider "
              + identityProviderArn
              + ".",
          all);
    }
    if (appName != null && matching.size() > 1) {
      throw choice("Several federation apps have " + shownName() + ".", all);
    }
    return matching;
  }

  /** Whatever app was named in the configuration, as the credentials of its roles are kept. */
  Optional<String> named() {
    return Optional.ofNullable(appId)
        .or(
            () ->
                Optional.ofNullable(appName)
                    .map(name -> (name.mayBeId() ? "name " : "label ") + name.text()));
  }

  /** Whether somebody can be asked, so that only a choice tells which app a role is from. */
  boolean canAsk() {
    return selector != null;
  }

  /** Whether a role is offered through the identity provider that is wanted, if one is. */
  boolean allows(AwsRole role) {
    return identityProviderArn == null || identityProviderArn.equals(role.principalArn());
  }

  /** One of several apps. */
  FederationApp choose(List<FederationApp> candidates) {
    if (selector == null) {
      throw choice(severalOf(candidates), candidates);
    }
    FederationApp chosen = selector.select(candidates);
    if (!candidates.contains(chosen)) {
      throw choice("The selector chose an app that is not there.", candidates);
    }
    return chosen;
  }

  private String shownName() {
    return appName == null ? "any name" : appName.words();
  }

  /** Those that are for the identity provider, else those of which Okta does not tell. */
  private List<FederationApp> ofTheIdentityProvider(List<FederationApp> all) {
    if (identityProviderArn == null) {
      return all;
    }
    Optional<String> wanted = Optional.of(identityProviderArn);
    List<FederationApp> known =
        all.stream().filter(app -> app.identityProviderArn().equals(wanted)).toList();
    return known.isEmpty()
        ? all.stream().filter(app -> app.identityProviderArn().isEmpty()).toList()
        : known;
  }

  private String severalOf(List<FederationApp> candidates) {
    boolean untold = candidates.stream().anyMatch(app -> app.identityProviderArn().isEmpty());
    return identityProviderArn != null && untold
        ? "Okta tells only administrators which federation app is for the identity provider "
            + identityProviderArn
            + "."
        : "Okta shows several federation apps and none was chosen.";
  }

  private static FederationAppChoiceException choice(
      String problem, List<FederationApp> available) {
    return new FederationAppChoiceException(
        problem,
        available.stream()
            .map(app -> app.id() + " (" + Words.printable(app.label()) + ")")
            .toList(),
        ErrorContext.at(Step.FEDERATION_APPS));
  }
}
