package io.github.oktaaws.config;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import io.github.oktaaws.signin.BrowserLauncher;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * All that makes one session of a person differ from another, and nothing else: neither the role,
 * of which a session has many, nor how credentials are given out.
 */
record WebSettings(SignInSettings signIn, Target target) {

  /**
   * What makes one sign-in differ from another.
   *
   * @param org the org
   * @param clientId the OIDC client
   * @param offlineAccess whether it is renewed
   * @param loginHint whose it is, among several
   * @param redirectPort where a browser on this machine comes back to; empty for any device
   * @param dpop whether tokens are bound to a key
   */
  record SignInSettings(
      String org,
      String clientId,
      boolean offlineAccess,
      Optional<String> loginHint,
      Optional<Integer> redirectPort,
      boolean dpop) {}

  /** What is wanted of AWS. */
  record Target(
      Optional<String> federationApp,
      Optional<String> identityProvider,
      Optional<Region> region,
      Optional<URI> stsEndpoint,
      Duration sessionDuration) {}

  static WebSettings of(OktaAwsConfig config) {
    return new WebSettings(
        new SignInSettings(
            config.require(Setting.ORG_DOMAIN),
            config.require(Setting.OIDC_CLIENT_ID),
            config.isOn(Setting.OFFLINE_ACCESS),
            config.get(Setting.LOGIN_HINT),
            config.require(Setting.SIGN_IN).equals("browser")
                ? config.get(Setting.REDIRECT_PORT)
                : Optional.empty(),
            config.isOn(Setting.DPOP)),
        new Target(
            config.get(Setting.FEDERATION_APP),
            identityProvider(config),
            config.get(Setting.REGION),
            config.get(Setting.STS_ENDPOINT),
            config.require(Setting.SESSION_DURATION)));
  }

  static Optional<String> identityProvider(OktaAwsConfig config) {
    return config
        .get(Setting.IDENTITY_PROVIDER)
        .map(
            wanted ->
                config
                    .identityProviderLabels()
                    .arnOf(wanted)
                    .orElseThrow(() -> several(wanted, config)));
  }

  private static ConfigurationException several(String wanted, OktaAwsConfig config) {
    return new ConfigurationException(
        "\""
            + Words.printable(wanted)
            + "\" ("
            + config.origin(Setting.IDENTITY_PROVIDER).orElse("")
            + ") is the label of a pattern, or of several identity providers.",
        "Give the identity provider's ARN, or a label of its own.");
  }

  OktaAwsSessionBuilder builder() {
    OktaAwsSessionBuilder builder =
        OktaAwsSession.builder(signIn.org(), signIn.clientId())
            .sessionDuration(target.sessionDuration());
    if (signIn.offlineAccess()) {
      builder.offlineAccess();
    }
    signIn.loginHint().ifPresent(builder::loginHint);
    signIn
        .redirectPort()
        .ifPresent(port -> builder.browser(BrowserLauncher.desktop()).redirectPorts(port));
    if (signIn.dpop()) {
      builder.dpop();
    }
    target.federationApp().ifPresent(builder::federationAppNamed);
    target.identityProvider().ifPresent(builder::identityProvider);
    target.region().ifPresent(builder::region);
    target.stsEndpoint().ifPresent(builder::stsEndpoint);
    return builder;
  }
}
