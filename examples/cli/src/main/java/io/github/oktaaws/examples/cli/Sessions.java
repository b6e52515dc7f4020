package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.signin.SignInPrompt;
import io.github.oktaaws.store.TokenStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.regions.Region;

/** Makes the sessions of one run, which share a sign-in. */
final class Sessions {

  private final Settings settings;
  private final OktaOrg org;
  private final String clientId;
  private final TokenStore store;
  private final SignInPrompt prompt;
  private final AtomicBoolean asked = new AtomicBoolean();

  Sessions(Run run, TokenStore store, SignInPrompt prompt) {
    run.require("org-domain", "oidc-client-id");
    this.settings = run.settings();
    OktaOrg reached = OktaOrg.of(OktaEndpoints.ofOrg(run.required("org-domain")), run::httpClient);
    // one key for all sessions of the run: they share tokens
    this.org = settings.isOn("dpop") ? reached.withDpop(run.surroundings().clock()) : reached;
    this.clientId = run.required("oidc-client-id");
    this.store = store;
    this.prompt = prompt;
  }

  OktaOrg org() {
    return org;
  }

  String clientId() {
    return clientId;
  }

  private void heard(OktaAwsEvent event) {
    if (event instanceof OktaAwsEvent.PromptShown) {
      asked.set(true);
    }
  }

  /** Whether a person signs in in a browser on this machine, and not on any device. */
  boolean inBrowser() {
    return settings.value("sign-in").filter("browser"::equals).isPresent();
  }

  /** A session as the settings want it, without the choice of an app. */
  OktaAwsSessionBuilder builder() {
    OktaAwsSessionBuilder builder =
        OktaAwsSession.builder(org.endpoints(), clientId)
            .httpClient(org::httpClient)
            .prompt(prompt)
            .listener(this::heard)
            .store(store);
    if (inBrowser()) {
      List<String> command = PromptOptions.of(settings).browser().orElseGet(Browser::usualCommand);
      builder.browser(address -> Browser.opens(command, address));
      settings
          .value("redirect-port")
          .map(Integer::valueOf)
          .ifPresent(port -> builder.redirectPorts(port));
    }
    settings.value("aws-region").map(Region::of).ifPresent(builder::region);
    settings
        .value("aws-session-duration")
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .ifPresent(builder::sessionDuration);
    settings.value("aws-sts-endpoint").map(URI::create).ifPresent(builder::stsEndpoint);
    settings.value("login-hint").ifPresent(builder::loginHint);
    if (settings.isOn("offline-access")) {
      builder.offlineAccess();
    }
    return builder;
  }

  /** What may be asked of a source: the person is asked once in a run. */
  Request request() {
    return asked.get() ? Request.silent() : Request.asking();
  }

  OktaAwsSession ofApp(FederationApp app) {
    return builder().federationApp(app.id()).build();
  }
}
