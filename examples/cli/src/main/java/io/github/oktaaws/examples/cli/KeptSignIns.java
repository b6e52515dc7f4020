package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.WebIdentitySession;
import io.github.oktaaws.WebIdentitySessionBuilder;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.examples.cli.terminal.Person;
import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.SignatureAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * The sign-ins that {@code --cache-access-token} may have kept for the org and the client that are
 * set: whichever command kept them, since each keeps its own.
 */
final class KeptSignIns {

  private static final String UNTOLD =
      "Okta was not told that the machine is signed out: it takes the machine's key for that. What"
          + " was kept here is forgotten; the access token ends by itself.";

  private final Run run;
  private final Settings settings;

  private KeptSignIns(Run run) {
    this.run = run;
    this.settings = run.settings();
  }

  /** For whoever looks: no machine signs in for it. */
  static List<KeptSignIn> toLookAt(Run run, Person person) {
    return new KeptSignIns(run).all(person, noKey());
  }

  /** For whoever ends them: a machine's tokens are revoked with its key. */
  static List<KeptSignIn> toEnd(Run run, Person person) {
    return new KeptSignIns(run).all(person, key(run.settings()));
  }

  private List<KeptSignIn> all(Person person, ClientKey key) {
    WantedRole wanted = new WantedRole(settings);
    Sessions sessions = run.keptSessions(person);
    RoleSearch search = new RoleSearch(sessions, wanted, person, new Labels(settings));
    List<KeptSignIn> all = new ArrayList<>();
    all.add(KeptSignIn.web(sessions.builder().build(), search::withoutAsking));
    Supplier<OkHttpClient> httpClient = run::httpClient;
    all.add(KeptSignIn.byAccessToken("m2m", machine(key, httpClient), wanted.roleArn()));
    settings
        .value("username")
        .or(() -> settings.value("login-hint"))
        .map(name -> KeptSignIn.byAccessToken("direct", direct(name, httpClient), wanted.roleArn()))
        .ifPresent(all::add);
    return all;
  }

  private WebIdentitySession machine(ClientKey key, Supplier<OkHttpClient> httpClient) {
    List<String> scopes = List.of(settings.value("custom-scope").orElse("").split(" "));
    return session(WebIdentitySession.machine(endpoints(), client(), key), scopes, httpClient);
  }

  private WebIdentitySession direct(String name, Supplier<OkHttpClient> httpClient) {
    List<String> scopes = new ArrayList<>(List.of("openid", "profile"));
    if (settings.isOn("offline-access")) {
      scopes.add("offline_access");
    }
    return session(
        WebIdentitySession.direct(
            endpoints(), client(), name, () -> new char[0], DirectPrompt.console()),
        scopes,
        httpClient);
  }

  private OktaEndpoints endpoints() {
    return OktaEndpoints.ofAuthorizationServer(
        run.required("org-domain"), run.required("authz-id"));
  }

  private String client() {
    return run.required("oidc-client-id");
  }

  private WebIdentitySession session(
      WebIdentitySessionBuilder builder, List<String> scopes, Supplier<OkHttpClient> httpClient) {
    builder.scopes(scopes).store(Stores.kept(settings)).httpClient(httpClient);
    settings.value("login-hint").ifPresent(builder::loginHint);
    settings.value("aws-sts-role-session-name").ifPresent(builder::roleSessionName);
    settings.value("aws-region").map(Region::of).ifPresent(builder::region);
    settings.value("aws-sts-endpoint").map(URI::create).ifPresent(builder::stsEndpoint);
    settings
        .value("aws-session-duration")
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .ifPresent(builder::sessionDuration);
    return builder.build();
  }

  private static ClientKey key(Settings settings) {
    try {
      return settings.clientKey().orElseGet(KeptSignIns::noKey);
    } catch (ConfigurationException unusable) {
      return signingNothing(unusable);
    }
  }

  private static ClientKey noKey() {
    return signingNothing(
        new ConfigurationException(
            UNTOLD, "To tell Okta, give --key-id and --private-key-file before you sign out."));
  }

  private static ClientKey signingNothing(ConfigurationException why) {
    return ClientKey.of(
        "none",
        SignatureAlgorithm.RS256,
        input -> {
          throw why;
        });
  }
}
