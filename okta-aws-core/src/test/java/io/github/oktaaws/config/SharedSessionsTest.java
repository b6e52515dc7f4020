package io.github.oktaaws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.SignInRequiredException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedSessionsTest {

  private static final String ADMIN = "arn:aws:iam::123456789012:role/Admin";
  private static final String ANALYST = "arn:aws:iam::123456789012:role/Analyst";

  private final Path home;

  SharedSessionsTest(@TempDir Path home) {
    this.home = home;
  }

  private final SharedSessions sessions = new SharedSessions();

  @Test
  void configurationsThatDifferInNothingThatMattersToASessionShareIt() {
    OktaAwsSession one = session(Map.of());

    for (Map<String, String> alike :
        List.of(
            Map.of("org-domain", "https://acme.okta.com"),
            Map.of("aws-iam-role", ADMIN),
            Map.of("aws-session-duration", "3600"),
            Map.of("format", "noop", "debug", "true", "profile", "default"),
            Map.of("store", "memory", "store-directory", "/elsewhere"),
            Map.of("sign-in", "device", "redirect-port", "8400", "dpop", "false"),
            Map.of("aws-credentials", "/elsewhere", "interaction", "never"))) {
      assertThat(session(alike)).as(alike.toString()).isSameAs(one);
    }
    assertThat(sessions.size()).isEqualTo(1);
    assertThat(one).as("held until now").isNotNull();
  }

  @Test
  void configurationsThatDifferInWhatMattersDoNot() {
    List<OktaAwsSession> held = new ArrayList<>(List.of(session(Map.of())));

    for (Map<String, String> other :
        List.of(
            Map.of("org-domain", "acme.oktapreview.com"),
            Map.of("oidc-client-id", "0oa2"),
            Map.of("login-hint", "jane"),
            Map.of("offline-access", "true"),
            Map.of("sign-in", "browser"),
            Map.of("sign-in", "browser", "redirect-port", "8400"),
            Map.of("dpop", "true"),
            Map.of("aws-acct-fed-app-id", "0oa3"),
            Map.of("aws-iam-idp", "arn:aws:iam::123456789012:saml-provider/Okta"),
            Map.of("aws-region", "eu-central-1"),
            Map.of("aws-sts-endpoint", "https://sts.example"),
            Map.of("aws-session-duration", "900"),
            Map.of("store", "plaintext"),
            Map.of("store", "plaintext", "store-directory", "/elsewhere"))) {
      held.add(session(other));
    }

    assertThat(held).doesNotHaveDuplicates();
    assertThat(sessions.size()).isEqualTo(held.size());
    assertThat(held).as("held until now").isNotEmpty();
  }

  @Test
  void tokensThatAreBoundToAKeyGoIntoNoStoreOfFiles() {
    for (Map<String, String> files :
        List.of(Map.of("store", "plaintext"), Map.of("cache-access-token", "true"))) {
      Map<String, String> bound = new HashMap<>(files);
      bound.put("dpop", "true");
      OktaAwsConfig config = config(bound);

      for (ThrowingCallable use :
          List.<ThrowingCallable>of(
              () -> sessions.session(config), config::session, config::store)) {
        assertThatThrownBy(use)
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContainingAll("dpop", "key " + files.keySet().iterator().next());
      }
    }
  }

  @Test
  void aThousandCallersAtOnceGetOneSession() throws Exception {
    OktaAwsConfig config = config(Map.of());
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<OktaAwsSession>> calls = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        calls.add(() -> sessions.session(config));
      }
      List<OktaAwsSession> got = new ArrayList<>();
      for (Future<OktaAwsSession> each : threads.invokeAll(calls)) {
        got.add(each.get(30, TimeUnit.SECONDS));
      }
      assertThat(got).allSatisfy(each -> assertThat(each).isSameAs(got.get(0)));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSessionLastsAsLongAsASourceOfItAndIsThenForgotten() {
    List<@Nullable RoleCredentialsSource> held = new ArrayList<>();
    held.add(sessions.role(config(Map.of("aws-iam-role", ADMIN))));
    held.add(sessions.role(config(Map.of("aws-iam-role", ANALYST))));
    held.add(sessions.role(config(Map.of("oidc-client-id", "0oa2", "aws-iam-role", ADMIN))));
    assertThat(sessions.size()).isEqualTo(2);

    held.remove(2);
    collectUntilLeft(1);
    held.remove(1);
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    assertThat(sessions.size()).as("one source still holds it").isEqualTo(1);
    assertThat(held).hasSize(1);
    held.clear();
    collectUntilLeft(0);
  }

  private void collectUntilLeft(int left) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(sessions.size()).isEqualTo(left);
            });
  }

  @Test
  void aRoleThatIsConfiguredIsReadAtTheFirstRequestAndThenNoMore() {
    AtomicInteger reads = new AtomicInteger();
    ConfiguredRole role =
        new ConfiguredRole(
            () -> {
              if (reads.incrementAndGet() == 1) {
                throw new ConfigurationException("Not yet.", "Wait.");
              }
              return config(Map.of("aws-iam-role", ADMIN));
            },
            sessions);
    assertThat(role).hasToString("ConfiguredRole[not read yet]");
    assertThat(reads).hasValue(0);

    assertThatThrownBy(() -> role.get(Request.silent())).hasMessageContaining("Not yet.");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> role.get(Request.silent()))
          .isInstanceOf(SignInRequiredException.class);
    }
    assertThat(reads).as("one that failed, and one").hasValue(2);
    assertThat(role.toString()).contains("acme.okta.com", ADMIN);
  }

  private OktaAwsSession session(Map<String, String> settings) {
    return sessions.session(config(settings));
  }

  private OktaAwsConfig config(Map<String, String> settings) {
    return new ConfigDraft(home)
        .profile("org-domain: acme.okta.com", "oidc-client-id: 0oa1")
        .builder()
        .set(settings)
        .resolve();
  }
}
