package io.github.oktaaws.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.SamlPageException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.federation.TokenExchangeService;
import io.github.oktaaws.federation.WebSsoToken;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxPagesTest {

  private static final String APP = "0oa1awsprod000000000";

  private final OktaAwsSandbox sandbox =
      OktaAwsSandbox.builder().pollingInterval(Duration.ZERO).start();
  private final OktaOrg org = OktaOrg.of(OktaEndpoints.ofOrg(sandbox.oktaUrl()));
  private WebSsoToken token;

  @BeforeEach
  void signIn() {
    sandbox.autoApprove("jane");
    OktaTokens tokens = tokens();
    token =
        TokenExchangeService.create(org, sandbox.oidcClientId())
            .exchange(tokens, FederationApp.withId(APP));
  }

  @AfterEach
  void stop() {
    Planted.secretsOf(sandbox);
    sandbox.close();
  }

  @Test
  void theAssertionOfTheAppIsRead() {
    SamlAssertion read = fetch();

    assertThat(read.roles())
        .extracting(AwsRole::roleName)
        .containsExactly("Admin", "Analyst", "ReadOnly");
    assertThat(read.roleSessionName()).isPresent();
    assertThat(read.notOnOrAfter()).isPresent();
    assertThat(read.destination()).isPresent();
  }

  @Test
  void aTokenIsSpentOnce() {
    fetch();

    assertThatThrownBy(this::fetch)
        .isInstanceOf(SamlPageException.class)
        .hasMessageContaining("E0000011");
  }

  @Test
  void anEndedSessionIsTold() {
    sandbox.endSession("jane");

    assertThatThrownBy(this::fetch).isInstanceOf(OktaSessionEndedException.class);
    assertNothingLeaks();
  }

  @Test
  void aStepUpIsTold() {
    change(
        sandbox
            .org()
            .federationApp(APP)
            .orElseThrow()
            .withPolicy(AuthenticationPolicy.ASKS_STEP_UP));

    StepUpRequiredException error =
        catchThrowableOfType(StepUpRequiredException.class, this::fetch);
    assertThat(error.page()).isEqualTo("Acme - Verify with another factor");
  }

  @Test
  void aPersonWithoutTheAppIsTold() {
    change(sandbox.org().federationApp(APP).orElseThrow().withAssignedTo());

    assertThatThrownBy(this::fetch).isInstanceOf(UserNotAssignedException.class);
  }

  private void assertNothingLeaks() {
    assertThatThrownBy(this::fetch)
        .hasMessageNotContainingAny(sandbox.issuedSecrets().toArray(CharSequence[]::new));
  }

  private void change(io.github.oktaaws.testkit.FederationApp app) {
    OrgConfig config = sandbox.org();
    sandbox.reconfigure(config.withFederationApps(List.of(app)));
  }

  /** Without waiting between polls, since the sign-in has its own tests. */
  private OktaTokens tokens() {
    OktaHttp http = new OktaHttp(org.httpClient(), Step.SIGN_IN);
    String id = sandbox.oidcClientId();
    String started =
        http.postForm(
                org.endpoints().deviceAuthorization(),
                Map.of("client_id", id, "scope", "openid okta.apps.sso okta.users.read.self"),
                Map.of())
            .text();
    String granted =
        http.postForm(
                org.endpoints().token(),
                Map.of(
                    "client_id",
                    id,
                    "device_code",
                    field(started, "device_code"),
                    "grant_type",
                    "urn:ietf:params:oauth:grant-type:device_code"),
                Map.of())
            .text();
    return new OktaTokens(
        field(granted, "access_token"),
        field(granted, "id_token"),
        Optional.empty(),
        "Bearer",
        Set.of(),
        Instant.EPOCH,
        Duration.ofHours(1));
  }

  private static String field(String json, String name) {
    Matcher field = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    assertThat(field.find()).as(name).isTrue();
    return field.group(1);
  }

  private SamlAssertion fetch() {
    return SamlAssertionService.create(org).fetch(token);
  }
}
