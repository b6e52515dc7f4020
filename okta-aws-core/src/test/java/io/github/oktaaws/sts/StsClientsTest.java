package io.github.oktaaws.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.internal.http.OpensEarly;
import io.github.oktaaws.saml.AwsRole;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

class StsClientsTest {

  private static final AwsRole ROLE = CannedSts.role("aws");

  private CannedSts sts;

  @BeforeEach
  void start() throws Exception {
    sts = new CannedSts();
  }

  @AfterEach
  void stop() {
    sts.close();
  }

  @Test
  void theCallersStsClientIsUsedAndNeverClosed() {
    ScriptedStsClient client =
        new ScriptedStsClient(
            AssumeRoleWithSamlResponse.builder()
                .credentials(
                    Credentials.builder()
                        .accessKeyId("A")
                        .secretAccessKey("B")
                        .sessionToken("C")
                        .expiration(CannedSts.EXPIRATION)
                        .build())
                .build());
    AssumeRoleWithSamlService service =
        AssumeRoleWithSamlService.builder()
            .stsClient(client)
            .clock(Clock.fixed(CannedSts.ANSWERED, ZoneOffset.UTC))
            .build();

    RoleCredentials credentials = service.assume(CannedSts.assertion(), ROLE);
    service.assume(CannedSts.assertion(), CannedSts.role("aws-cn"));

    assertThat(credentials.sessionToken()).isEqualTo("C");
    assertThat(credentials.lifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(client.requests).hasSize(2);
    assertThat(client.requests.get(0).samlAssertion()).isEqualTo(CannedSts.ASSERTION);
    assertThat(client.closed).isZero();
  }

  @Test
  void theCallersHttpClientCarriesTheRequest() {
    sts.answersCredentials();
    AtomicInteger seen = new AtomicInteger();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  seen.incrementAndGet();
                  return chain.proceed(chain.request());
                })
            .build();

    sts.service().httpClient(client).build().assume(CannedSts.assertion(), ROLE);

    assertThat(seen).hasValue(1);
  }

  @Test
  void theEndpointOfTheEnvironmentIsUsedWhereTheSdkKnowsIt() throws Exception {
    sts.answersCredentials();
    boolean known = sdkReadsEndpointsFromTheEnvironment();
    try (SystemProperties properties = new SystemProperties()) {
      properties.set("aws.endpointUrlSts", sts.endpoint().toString());
      AssumeRoleWithSamlService service =
          AssumeRoleWithSamlService.builder()
              .httpClient(onlyLoopback())
              .pace(CannedSts.impatient(Duration.ofSeconds(10)))
              .build();
      if (known) {
        service.assume(CannedSts.assertion(), ROLE);
      } else {
        ((OpensEarly) service).openEarly("aws");
      }
    }
    assertThat(sts.requests()).isEqualTo(known ? 1 : 0);
  }

  @Test
  void anEndpointOfTheEnvironmentThatIsNoAddressIsAConfigurationError() throws Exception {
    boolean known = sdkReadsEndpointsFromTheEnvironment();
    try (SystemProperties properties = new SystemProperties()) {
      properties.set("aws.endpointUrlSts", "not an address");
      AssumeRoleWithSamlService service =
          AssumeRoleWithSamlService.builder().httpClient(onlyLoopback()).build();

      assertThatThrownBy(() -> service.assume(CannedSts.assertion(), ROLE))
          .isInstanceOf(known ? ConfigurationException.class : OktaAwsException.class);
    }
  }

  @Test
  void theRegionDecidesTheEndpoint() {
    Set<String> hosts = ConcurrentHashMap.newKeySet();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  hosts.add(chain.request().url().toString());
                  throw new IOException("not sent");
                })
            .build();
    try (SystemProperties properties = new SystemProperties()) {
      for (String[] pair :
          new String[][] {
            {"aws", "eu-west-1"}, {"aws-cn", "cn-north-1"}, {"aws-us-gov", "us-gov-west-1"}
          }) {
        properties.set("aws.region", pair[1]);
        AssumeRoleWithSamlService service =
            AssumeRoleWithSamlService.builder()
                .httpClient(client)
                .pace(CannedSts.impatient(Duration.ofSeconds(10)))
                .build();
        ((OpensEarly) service).openEarly(pair[0]);
      }
    }

    assertThat(hosts)
        .containsExactlyInAnyOrder(
            "https://sts.eu-west-1.amazonaws.com/",
            "https://sts.cn-north-1.amazonaws.com.cn/",
            "https://sts.us-gov-west-1.amazonaws.com/");
  }

  /**
   * aws-advanced-jdbc-wrapper and amazon-redshift-jdbc-driver 2.3.0 make a client each time, and
   * close none.
   */
  @Test
  void buildingAndUsingManyServicesLeavesNoThreadBehind() throws Exception {
    OkHttpClient http = new OkHttpClient();
    Set<Thread> before = lasting();
    for (int i = 0; i < 50; i++) {
      sts.answersCredentials();
      sts.service().httpClient(http).build().assume(CannedSts.assertion(), ROLE);
    }

    assertThat(sts.all()).extracting(RecordedRequest::getConnectionIndex).containsOnly(0);
    Set<Thread> after = lasting();
    after.removeAll(before);
    assertThat(after).allMatch(Thread::isDaemon);
    assertThat(after).noneMatch(thread -> thread.getName().startsWith("sdk-"));
  }

  private static Set<Thread> lasting() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith("MockWebServer"))
        .collect(Collectors.toSet());
  }

  private OkHttpClient onlyLoopback() {
    return new OkHttpClient.Builder()
        .addInterceptor(
            chain -> {
              if (!chain.request().url().host().equals("127.0.0.1")) {
                throw new IOException("not sent");
              }
              return chain.proceed(chain.request());
            })
        .build();
  }

  private static boolean sdkReadsEndpointsFromTheEnvironment() {
    try {
      Class.forName("software.amazon.awssdk.core.ClientEndpointProvider");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
