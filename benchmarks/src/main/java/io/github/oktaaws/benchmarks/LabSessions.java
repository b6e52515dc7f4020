package io.github.oktaaws.benchmarks;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.signin.OktaTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.regions.Region;

/** Sessions of this library over a lab; all steps but the sign-in are the usual ones. */
final class LabSessions {

  static final String CLIENT_ID = "0oa1clientid00000000";

  private static final Map<String, String> JSON = Map.of("Accept", "application/json");

  private final Lab lab;
  private final Clock clock;

  LabSessions(Lab lab, Clock clock) {
    this.lab = lab;
    this.clock = clock;
  }

  /** A session with no connection, whose person has signed in before. */
  OktaAwsSession signedIn() {
    OktaTokens tokens = tokens(Duration.ofDays(365));
    OktaAwsSession session = builder(OktaHttp.newClient()).signIn(() -> tokens).build();
    session.signIn();
    return session;
  }

  /** A session with no connection and no tokens, whose person approves at once. */
  OktaAwsSession signedOut() {
    OkHttpClient client = OktaHttp.newClient();
    return builder(client).signIn(() -> approvedAtOnce(client)).build();
  }

  private OktaAwsSessionBuilder builder(OkHttpClient client) {
    return OktaAwsSession.builder(endpoints(), CLIENT_ID)
        .httpClient(client)
        .federationApp(Lab.APP)
        .region(Region.US_EAST_1)
        .stsEndpoint(lab.sts())
        .clock(clock);
  }

  /** The two requests of a sign-in without the pause before the poll, which is the same for all. */
  private OktaTokens approvedAtOnce(OkHttpClient client) {
    OktaHttp http = new OktaHttp(OktaOrg.of(endpoints(), client).httpClient(), Step.SIGN_IN);
    Map<String, String> device = Map.of("client_id", CLIENT_ID, "scope", "openid okta.apps.sso");
    require(http.postForm(endpoints().deviceAuthorization(), device, JSON));
    Map<String, String> poll =
        Map.of(
            "client_id",
            CLIENT_ID,
            "device_code",
            "device-code-1",
            "grant_type",
            "urn:ietf:params:oauth:grant-type:device_code");
    require(http.postForm(endpoints().token(), poll, JSON));
    return tokens(Duration.ofHours(1));
  }

  private static void require(HttpAnswer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.toString());
    }
  }

  private OktaTokens tokens(Duration lifetime) {
    return new OktaTokens(
        "a".repeat(900),
        "i".repeat(900),
        Optional.empty(),
        "Bearer",
        Set.of("openid", "okta.apps.sso", "okta.users.read.self"),
        clock.instant(),
        lifetime);
  }

  private OktaEndpoints endpoints() {
    return OktaEndpoints.ofOrg(lab.okta().toString());
  }
}
