package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** As frameworks make providers: reflectively, one for each bucket, and some for nothing. */
@Timeout(120)
class ConfiguredProvidersTest {

  private static final Path HOME = Path.of(Objects.requireNonNull(System.getenv("HOME")));
  private static final Path OKTA = HOME.resolve(".okta/okta.yaml");
  private static final Path AWS = HOME.resolve(".aws/config");
  private static final String ANALYST = "arn:aws:iam::123456789012:role/Analyst";
  private static final String ADMIN = "arn:aws:iam::123456789012:role/Admin";

  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start();
  private final ExecutorService threads = Executors.newFixedThreadPool(10);

  @BeforeEach
  void nothingIsConfiguredYet() throws IOException {
    // the directory of the build, and not that of whoever runs it
    assertThat(HOME.toString()).endsWith("target/home");
    Files.createDirectories(OKTA.getParent());
    Files.createDirectories(AWS.getParent());
    Files.writeString(OKTA, "awscli: [ this cannot be read\n");
    Files.writeString(AWS, "neither can this\n");
    sandbox.autoApprove("jane");
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    Planted.secretsOf(sandbox);
    sandbox.close();
  }

  @Test
  void fiftyProvidersMadeInEveryWaySignInOnce() throws Exception {
    List<AwsCredentialsProvider> providers = new ArrayList<>();
    for (Future<AwsCredentialsProvider> made : threads.invokeAll(fiftyWays())) {
      providers.add(made.get(60, SECONDS));
    }
    assertThat(sandbox.requests()).isEmpty();
    configure("default", "dev", "Prod.US");

    List<Callable<String>> uses = new ArrayList<>();
    for (AwsCredentialsProvider provider : providers) {
      uses.add(() -> provider.resolveCredentials().accountId().orElse(""));
    }
    for (Future<String> used : threads.invokeAll(uses)) {
      assertThat(used.get(60, SECONDS)).isEqualTo("123456789012");
    }

    assertThat(providers).hasSize(50);
    assertThat(prompts()).isEqualTo(1);
    assertThat(sandbox.requests("/login/token/sso")).hasSize(1);
  }

  /** Made while no file could be read, some thrown away, and some closed by who made them. */
  private static List<Callable<AwsCredentialsProvider>> fiftyWays() {
    List<Callable<AwsCredentialsProvider>> ways = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ways.add(() -> (AwsCredentialsProvider) type().getMethod("create").invoke(null));
      ways.add(
          () ->
              (AwsCredentialsProvider)
                  type().getMethod("create", Map.class).invoke(null, Map.of("profile", "dev")));
      ways.add(
          () -> {
            OktaAwsCredentialsProvider.create();
            OktaAwsCredentialsProvider closed = OktaAwsCredentialsProvider.create();
            closed.close();
            return closed;
          });
      ways.add(() -> OktaAwsCredentialsProvider.create(Map.of("okta.aws-iam-role", ANALYST)));
      ways.add(() -> OktaAwsCredentialsProvider.fromProfile("Prod.US"));
    }
    return ways;
  }

  private static Class<?> type() throws ClassNotFoundException {
    return Class.forName("io.github.oktaaws.provider.OktaAwsCredentialsProvider");
  }

  @Test
  void makingOneStartsNoThread() throws Exception {
    ThreadGroup group = new ThreadGroup("makers");
    FutureTask<Integer> making =
        new FutureTask<>(
            () -> {
              for (Callable<AwsCredentialsProvider> way : fiftyWays()) {
                way.call();
              }
              return group.activeCount();
            });
    new Thread(group, making, "maker").start();

    assertThat(making.get(60, SECONDS)).as("threads, with the maker").isEqualTo(1);
  }

  @Test
  void rolesOfOneOrgShareTheSignInAndNothingElse() throws IOException {
    configure("default");
    OktaAwsCredentialsProvider analyst = OktaAwsCredentialsProvider.create();
    OktaAwsCredentialsProvider admin =
        OktaAwsCredentialsProvider.create(
            Map.of("aws-iam-role", ADMIN, "aws-session-duration", "900", "format", "noop"));

    String one = analyst.resolveCredentials().accessKeyId();
    String other = admin.resolveCredentials().accessKeyId();

    assertThat(other).isNotEqualTo(one);
    assertThat(analyst.toString()).contains(ANALYST);
    assertThat(admin.toString()).contains(ADMIN);
    assertThat(prompts()).isEqualTo(1);
  }

  @Test
  void differentPersonsAndOrgsShareNothing() throws IOException {
    configure("default");
    OktaAwsCredentialsProvider one = OktaAwsCredentialsProvider.create();
    OktaAwsCredentialsProvider other =
        OktaAwsCredentialsProvider.create(Map.of("login-hint", "jane.admin@acme.example"));
    one.resolveCredentials();
    other.resolveCredentials();
    assertThat(prompts()).isEqualTo(2);

    try (OktaAwsSandbox elsewhere =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start()) {
      elsewhere.autoApprove("jane");
      OktaAwsCredentialsProvider.create(
              Map.of("org-domain", elsewhere.oktaUrl(), "aws-sts-endpoint", elsewhere.stsUrl()))
          .resolveCredentials();
      assertThat(elsewhere.requests("/oauth2/v1/device/authorize")).hasSize(1);
      Planted.secretsOf(elsewhere);
    }
    assertThat(prompts()).isEqualTo(2);
  }

  @Test
  void whatIsWrongShowsWhenCredentialsAreWantedAndIsLookedForAgain() throws IOException {
    OktaAwsCredentialsProvider provider = OktaAwsCredentialsProvider.create();

    assertThatThrownBy(provider::resolveCredentials)
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining(OKTA.toString())
        .hasCauseInstanceOf(ConfigurationException.class);

    configure("default");
    provider.login();
    assertThat(provider.resolveCredentials().accountId()).contains("123456789012");
  }

  @Test
  void whatTheMapItselfHasWrongShowsAtOnce() {
    assertThatThrownBy(() -> OktaAwsCredentialsProvider.create(Map.of("okta.org-url", "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("okta.org-url");
    assertThatThrownBy(
            () -> OktaAwsCredentialsProvider.create(Map.of("aws-session-duration", "an hour")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("aws-session-duration", "an hour");
    assertThatThrownBy(() -> OktaAwsCredentialsProvider.fromProfile(" "))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aProfileThatIsInNeitherFileIsAnErrorThatListsThoseThatAre() throws IOException {
    configure("default", "Prod.US");
    Files.writeString(AWS, "[profile dev]\nokta_login_hint = x\n[profile other]\nregion = x\n");

    assertThatThrownBy(OktaAwsCredentialsProvider.fromProfile("prod.us")::resolveCredentials)
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("\"prod.us\"")
        .hasMessageContaining("There are: default, Prod.US, dev.");
  }

  @Test
  void keysOfTheAwsConfigFileCountBeforeThoseOfOktaYaml() throws IOException {
    configure("dev");
    Files.writeString(
        AWS,
        String.join(
            "\n",
            "[profile dev]",
            "region = eu-central-1",
            "okta_aws_session_duration = 900",
            "okta =",
            "  aws_iam_role = " + ADMIN,
            ""));
    OktaAwsCredentialsProvider provider = OktaAwsCredentialsProvider.fromProfile("dev");

    provider.resolveCredentials();

    assertThat(provider.toString()).contains(ADMIN);
    assertThat(sandbox.requests("/"))
        .anySatisfy(request -> assertThat(request.form()).containsEntry("DurationSeconds", "900"));
  }

  @Test
  void wherePeopleCannotAnswerNobodyIsAsked() throws IOException {
    configure("default");

    for (String policy : List.of("never", "explicit")) {
      OktaAwsCredentialsProvider provider =
          OktaAwsCredentialsProvider.create(
              Map.of("interaction", policy, "login-hint", "nobody", "okta.oidc-client-id", "0oa1"));
      assertThatThrownBy(provider::resolveCredentials)
          .isInstanceOf(SdkClientException.class)
          .hasMessageContaining("InteractionPolicy." + policy.toUpperCase(Locale.ROOT))
          .hasCauseInstanceOf(SignInRequiredException.class);
    }
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void aKeyInAMapIsEnoughEvenWhereNobodyMayBeAsked() throws IOException {
    configure("default");
    MachineIdentity machine = sandbox.machine();

    OktaAwsCredentialsProvider provider =
        OktaAwsCredentialsProvider.create(
            Map.of(
                "okta.oidc-client-id", machine.clientId(),
                "okta.key-id", machine.keyId(),
                "okta.private-key", machine.privateKeyPem(),
                "okta.aws-iam-role", OrgConfig.ACME_MACHINE_ROLE,
                "okta.interaction", "never"));

    assertThat(provider.resolveCredentials().accountId()).contains("123456789012");
    assertThat(prompts()).isZero();
  }

  @Test
  void aPersonSignsInDirectlyWithTheNameAndPasswordOfAMap() throws IOException {
    configure("default");

    OktaAwsCredentialsProvider provider =
        OktaAwsCredentialsProvider.create(
            Map.of(
                "flow", "direct",
                "username", "jane",
                "password", "jane-password",
                "aws-iam-role", OrgConfig.ACME_MACHINE_ROLE));

    assertThat(provider.resolveCredentials().accountId()).contains("123456789012");
    assertThat(sandbox.requests("/oauth2/default/v1/challenge")).hasSize(1);
    assertThatThrownBy(
            OktaAwsCredentialsProvider.create(
                    Map.of("flow", "direct", "username", "jane", "interaction", "never"))
                ::resolveCredentials)
        .isInstanceOf(SdkClientException.class);
  }

  private int prompts() {
    return sandbox.requests("/oauth2/v1/device/authorize").size();
  }

  private void configure(String... profiles) throws IOException {
    StringBuilder yaml = new StringBuilder("awscli:\n  profiles:\n");
    for (String profile : profiles) {
      yaml.append("    ").append(profile).append(":\n");
      Map.of(
              "org-domain",
              sandbox.oktaUrl(),
              "oidc-client-id",
              sandbox.oidcClientId(),
              "aws-acct-fed-app-id",
              "0oa1awsprod000000000",
              "aws-iam-role",
              ANALYST,
              "aws-region",
              "us-east-1",
              "aws-sts-endpoint",
              sandbox.stsUrl())
          .forEach(
              (key, value) ->
                  yaml.append("      ").append(key).append(": ").append(value).append('\n'));
    }
    Files.writeString(OKTA, yaml);
    Files.writeString(AWS, "");
  }
}
