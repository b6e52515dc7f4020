package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.AssuranceNotMetException;
import io.github.oktaaws.error.ClassicOrgException;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.NoFederationAppException;
import io.github.oktaaws.error.NoRolesException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.error.WebSsoNotAllowedException;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each setting that an org's administrator can get wrong has an error that names it. */
class AdministratorsMistakesTest {

  private final SessionOverSandbox over = new SessionOverSandbox();

  @AfterEach
  void stop() {
    over.close();
  }

  @Test
  void deviceAuthorizationIsNotTicked() {
    changeOidcApp(app -> app.withGrantTypes(GrantType.TOKEN_EXCHANGE));

    GrantTypeNotAllowedException error = fails(GrantTypeNotAllowedException.class);
    assertThat(error.step()).isEqualTo(Step.SIGN_IN);
    assertThat(error).hasMessageContaining("Device Authorization");
    assertThat(over.prompts).isEmpty();
  }

  @Test
  void tokenExchangeIsNotTicked() {
    changeOidcApp(app -> app.withGrantTypes(GrantType.DEVICE_CODE));

    GrantTypeNotAllowedException error = fails(GrantTypeNotAllowedException.class);
    assertThat(error.step()).isEqualTo(Step.TOKEN_EXCHANGE);
    assertThat(error).hasMessageContaining("Token Exchange");
  }

  @Test
  void scopeIsNotGranted() {
    changeOidcApp(app -> app.withScopes("openid", "okta.apps.sso"));

    assertThat(fails(ScopeNotAllowedException.class)).hasMessageContaining("Okta API Scopes");
  }

  @Test
  void clientIsNotTheAwsAppsAllowedWebSsoClient() {
    over.changeApp(app -> app.withAllowedWebSsoClients());

    WebSsoNotAllowedException error = fails(WebSsoNotAllowedException.class);
    assertThat(error.appId()).isEqualTo(APP);
    assertThat(error.clientId()).isEqualTo(over.sandbox.oidcClientId());
    assertThat(error.remedy()).contains("Allowed Web SSO Client");
    assertThat(over.prompts).as("asking again would not help").hasSize(1);
  }

  @Test
  void personIsNotAssignedToTheOidcApp() {
    over.person = "john";

    UserNotAssignedException error = fails(UserNotAssignedException.class);
    assertThat(error.step()).isEqualTo(Step.SIGN_IN);
    assertThat(error).hasMessageContaining("assign");
  }

  @Test
  void personIsNotAssignedToTheAwsApp() {
    changeOidcApp(app -> app.withAssignedTo("jane", "john"));
    over.person = "john";

    UserNotAssignedException error = fails(UserNotAssignedException.class);
    assertThat(error.step()).isEqualTo(Step.SAML_ASSERTION);
  }

  @Test
  void personWithoutAnyAwsAppIsToldSo() {
    changeOidcApp(app -> app.withAssignedTo("jane", "john"));
    over.person = "john";

    NoFederationAppException error =
        Planted.thrown(
            catchThrowableOfType(
                NoFederationAppException.class,
                () -> over.builder().build().role(ANALYST).get(asking())));

    assertThat(error.step()).isEqualTo(Step.FEDERATION_APPS);
  }

  /** amazon-redshift-jdbc-driver 2.3.0 puts the whole assertion into this exception. */
  @Test
  void appWithoutRolesIsToldWithoutItsAssertion() {
    over.changeApp(app -> app.withRoles());

    NoRolesException error = fails(NoRolesException.class);

    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    assertThat(over.assertions()).isEqualTo(1);
    assertThat(over.sandbox.issuedSecrets())
        .hasSizeGreaterThan(3)
        .allSatisfy(secret -> assertThat(trace.toString()).doesNotContain(secret));
  }

  @Test
  void stricterPolicyThatRefusesTheExchange() {
    over.changeApp(app -> app.withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE));

    assertThat(fails(AssuranceNotMetException.class).remedy()).contains("authentication policy");
    assertThat(over.prompts).as("the person had just signed in").hasSize(1);
  }

  @Test
  void stricterPolicyThatAsksForAnotherFactor() {
    over.changeApp(app -> app.withPolicy(AuthenticationPolicy.ASKS_STEP_UP));

    assertThat(fails(StepUpRequiredException.class).step()).isEqualTo(Step.SAML_ASSERTION);
    assertThat(over.prompts).as("the person had just signed in").hasSize(1);
  }

  @Test
  void stricterPolicyAfterAnOldSignInAsksThePersonOnce() {
    OktaAwsSession session = over.session();
    session.signIn();
    over.changeApp(app -> app.withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE));

    assertThat(
            catchThrowableOfType(
                SignInRequiredException.class, () -> session.role(ANALYST).get(silent())))
        .hasCauseInstanceOf(AssuranceNotMetException.class);
    assertThat(over.prompts).hasSize(1);

    assertThat(
            catchThrowableOfType(
                AssuranceNotMetException.class, () -> session.role(ANALYST).get(asking())))
        .isNotNull();
    assertThat(over.prompts).hasSize(2);
  }

  @Test
  void stricterPolicyOfOneAppDoesNotCostAnotherAppItsSignIn() {
    String other = "arn:aws:iam::210987654321:role/Analyst";
    OktaAwsSession session = over.builder().build();
    over.changeApp(app -> app.withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE));

    assertThat(session.role(other).get(asking()).roleArn()).isEqualTo(other);
    assertThat(
            catchThrowableOfType(
                AssuranceNotMetException.class, () -> session.role(ANALYST).get(asking())))
        .isNotNull();
    int prompts = over.prompts.size();
    over.clock.advance(Duration.ofMinutes(5));

    assertThat(session.role(other).get(silent()).roleArn()).isEqualTo(other);
    assertThat(over.prompts).hasSize(prompts);
  }

  @Test
  void orgIsAClassicOne() {
    over.sandbox.reconfigure(over.sandbox.org().withClassic(true));

    assertThat(fails(ClassicOrgException.class)).hasMessageContaining(over.sandbox.host());
    assertThat(over.deviceAuthorizations()).isZero();
  }

  private void changeOidcApp(UnaryOperator<OidcApp> change) {
    OidcApp app = over.sandbox.org().oidcApps().get(0);
    over.sandbox.reconfigure(over.sandbox.org().withOidcApp(change.apply(app)));
  }

  private <T extends OktaAwsException> T fails(Class<T> type) {
    return Planted.thrown(
        catchThrowableOfType(type, () -> over.session().role(ANALYST).get(asking())));
  }
}
