package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.SandboxRequest;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;

/** A working day of ten roles from one sign-in, over the wire, with half an hour of silence. */
@Timeout(300)
class OutageOverSessionTest {

  private static final int ROLES = 10;
  private static final Duration STEP = Duration.ofSeconds(20);
  private static final String APP = "0oa1awsprod000000000";

  private final HostClocks clocks = new HostClocks();
  private final Flights flights = new Flights();
  private final List<OktaAwsEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger prompts = new AtomicInteger();
  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder()
          .org(tenRoles())
          .clock(clocks.wall())
          .pollingInterval(Duration.ZERO)
          .start();
  private volatile boolean down;

  @AfterEach
  void close() {
    Planted.secretsOf(sandbox);
    sandbox.close();
  }

  @Test
  void sixHoursWithAnOutageCostOnePromptAndNoCallerNotices() {
    List<OktaAwsCredentialsProvider> providers = providers();
    providers.forEach(OktaAwsCredentialsProvider::login);
    flights.land();
    Instant start = clocks.wall().instant();
    Instant outage =
        providers.stream()
            .map(OutageOverSessionTest::advisoryWindowOpens)
            .min(Instant::compareTo)
            .orElseThrow();

    while (clocks.wall().instant().isBefore(start.plus(Duration.ofHours(6)))) {
      clocks.advance(STEP);
      Instant now = clocks.wall().instant();
      down = !now.isBefore(outage) && now.isBefore(outage.plus(Duration.ofMinutes(30)));
      for (OktaAwsCredentialsProvider provider : providers) {
        AwsCredentials served = provider.resolveCredentials();
        assertThat(served.expirationTime().orElseThrow()).isAfter(now.plusSeconds(60));
        assertThat(provider.resolveIdentity()).isCompleted();
      }
      flights.land();
    }

    assertThat(prompts).hasValue(1);
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
    assertThat(events).noneMatch(OktaAwsEvent.Waiting.class::isInstance);
    assertThat(failures()).isBetween(ROLES, 7 * ROLES);
    assertThat(assumedRoles()).isBetween(4 * ROLES, 7 * ROLES);
    assertThat(spentRefreshTokens()).isNotEmpty().doesNotHaveDuplicates();
  }

  private List<OktaAwsCredentialsProvider> providers() {
    sandbox.autoApprove("jane");
    OktaEndpoints endpoints = OktaEndpoints.ofOrg(sandbox.oktaUrl());
    OktaAwsSession session =
        OktaAwsSession.builder(endpoints, sandbox.oidcClientId())
            .federationApp(APP)
            .offlineAccess()
            .sessionDuration(Duration.ofHours(2))
            .region(Region.US_EAST_1)
            .stsEndpoint(URI.create(sandbox.stsUrl()))
            .httpClient(clientThatMayBeCutOff())
            .prompt(challenge -> prompts.incrementAndGet())
            .clock(clocks.wall())
            .build();
    return IntStream.range(0, ROLES)
        .mapToObj(
            seed ->
                OktaAwsCredentialsProvider.builder(session.role(role(seed)))
                    .clock(clocks.wall())
                    .nanos(clocks::nanos)
                    .random(new Random(seed)::nextDouble)
                    .threads(flights)
                    .listener(events::add)
                    .build())
        .toList();
  }

  private OkHttpClient clientThatMayBeCutOff() {
    return new OkHttpClient.Builder()
        .addInterceptor(
            chain -> {
              if (down) {
                throw new ConnectException("the network is down");
              }
              return chain.proceed(chain.request());
            })
        .build();
  }

  private int failures() {
    return (int) events.stream().filter(OktaAwsEvent.Failed.class::isInstance).count();
  }

  private int assumedRoles() {
    return (int)
        sandbox.requests("/").stream()
            .filter(request -> "AssumeRoleWithSAML".equals(request.form().get("Action")))
            .count();
  }

  private List<String> spentRefreshTokens() {
    return sandbox.requests("/oauth2/v1/token").stream()
        .map(SandboxRequest::form)
        .filter(form -> "refresh_token".equals(form.get("grant_type")))
        .map(form -> form.getOrDefault("refresh_token", ""))
        .toList();
  }

  private static Instant advisoryWindowOpens(OktaAwsCredentialsProvider provider) {
    String printed = provider.toString();
    return Instant.parse(
        printed.substring(printed.indexOf("replaced from ") + 14, printed.length() - 1));
  }

  private static String role(int number) {
    return "arn:aws:iam::123456789012:role/Role" + number;
  }

  private static OrgConfig tenRoles() {
    OrgConfig acme = OrgConfig.acme();
    FederationApp app = acme.federationApp(APP).orElseThrow();
    return acme.withFederationApp(
        app.withRoles(
                IntStream.range(0, ROLES)
                    .mapToObj(OutageOverSessionTest::role)
                    .toArray(String[]::new))
            .withMaxSessionDuration(Duration.ofHours(2)));
  }
}
