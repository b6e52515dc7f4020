package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoctorCommandTest {

  private static final String ROLE = "arn:aws:iam::210987654321:role/Analyst";

  @RegisterExtension private final SandboxAsSts asSts = new SandboxAsSts();
  private final OktaAwsSandbox sandbox = asSts.sandbox();

  @Test
  void whereAllIsWellEveryCheckSaysSo() {
    Outcome outcome = Program.withNobody().at(sandbox, "doctor", "-r", ROLE);

    assertThat(outcome.exitCode()).as(outcome.out()).isZero();
    assertThat(checks(outcome, "ok"))
        .containsExactly(
            "org",
            "engine",
            "clock",
            "client",
            "grants",
            "scopes",
            "sts",
            "sign-in",
            "apps",
            "allowed-client",
            "policies",
            "roles",
            "assume-role");
    assertThat(outcome.out())
        .contains("AWS Production, AWS Development", "assumed-role/Analyst")
        .containsPattern("sign-in +\\S+ until \\S+Z");
  }

  @Test
  void theWaitingLineIsGoneBeforeWhatIsFoundIsTold() {
    Outcome outcome = Program.atTerminal().at(sandbox, "doctor");

    assertThat(outcome.err())
        .contains("Ctrl-C to cancel")
        .containsPattern("\r\u001b\\[Kok +sign-in")
        .doesNotContainPattern("to cancelok");
  }

  @Test
  void withoutASignInNobodyIsAsked() {
    Outcome outcome = Program.withNobody().at(sandbox, "doctor", "--no-sign-in");

    assertThat(outcome.exitCode()).as(outcome.out()).isZero();
    assertThat(checks(outcome, "ok"))
        .containsExactly("org", "engine", "clock", "client", "grants", "scopes", "sts");
    assertThat(checks(outcome, "skipped")).contains("sign-in", "apps", "roles", "assume-role");
    assertThat(outcome.err()).isEmpty();
    assertThat(sandbox.requests("/oauth2/v1/token")).isEmpty();
  }

  @Test
  void aClientThatTheOrgDoesNotKnowIsTheProblem() {
    Outcome outcome =
        Program.withNobody().run("doctor", "-o", sandbox.oktaUrl(), "-c", "0oa1other");

    assertProblem(outcome, "client", "docs/setup-okta.md, step 1");
  }

  @Test
  void aGrantThatIsNotTickedIsTheProblem() {
    changeClient(app -> app.withGrantTypes(GrantType.TOKEN_EXCHANGE));

    assertProblem(doctor(), "grants", "Device Authorization", "step 2");
  }

  @Test
  void deviceAuthorizationIsNotAskedForWherePeopleSignInInTheBrowser() {
    changeClient(app -> app.withGrantTypes(GrantType.AUTHORIZATION_CODE, GrantType.TOKEN_EXCHANGE));

    Outcome outcome =
        Program.withNobody().at(sandbox, "doctor", "--sign-in", "browser", "--no-sign-in");

    assertThat(outcome.exitCode()).as(outcome.out()).isZero();
    assertThat(checks(outcome, "skipped")).contains("client", "grants", "scopes");
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).isEmpty();
  }

  @Test
  void aTokenExchangeThatIsNotTickedIsTheProblem() {
    changeClient(app -> app.withGrantTypes(GrantType.DEVICE_CODE));

    assertProblem(doctor(), "grants", "Token Exchange", "step 2");
  }

  @Test
  void aScopeThatIsNotGrantedIsTheProblem() {
    changeClient(app -> app.withScopes("openid"));

    assertProblem(doctor(), "scopes", "Okta API Scopes", "step 3");
  }

  @Test
  void aPersonWithoutTheAppIsTheProblem() {
    sandbox.autoApprove("john");

    assertProblem(doctor(), "sign-in", "step 4");
  }

  @Test
  void anAppThatIsNotAssignedIsTheProblem() {
    changeApps(app -> app.withAssignedTo());

    assertProblem(doctor(), "apps", "step 5");
  }

  @Test
  void anAllowedClientThatIsMissingIsTheProblem() {
    changeApps(app -> app.withAllowedWebSsoClients());

    assertProblem(doctor(), "allowed-client", "Allowed Web SSO Client", "step 6");
  }

  @Test
  void aStricterPolicyOfTheAppIsTheProblem() {
    changeApps(app -> app.withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE));

    assertProblem(doctor(), "policies", "step 7");
  }

  @Test
  void aRoleThatIsRefusedByAwsIsTheProblem() {
    sandbox.rejectNextAssumeRole("AccessDenied", "Not authorized");

    assertProblem(Program.withNobody().at(sandbox, "doctor", "-r", ROLE), "assume-role", "step 8");
  }

  @Test
  void aRoleThatNobodyOffersIsTheProblem() {
    String other = "arn:aws:iam::210987654321:role/Nobody";

    assertProblem(
        Program.withNobody().at(sandbox, "doctor", "-r", other), "roles", "role/Nobody", ROLE);
  }

  @Test
  void aClassicOrgIsTheProblem() {
    sandbox.reconfigure(sandbox.org().withClassic(true));

    assertProblem(doctor(), "engine", "Classic");
  }

  @Test
  void anOrgThatCannotBeReachedIsTheProblem() {
    String org = sandbox.oktaUrl();
    sandbox.close();

    Outcome outcome = Program.withNobody().run("doctor", "-o", org, "-c", "0oa1");

    assertProblem(outcome, "org", "HTTPS_PROXY", "AWS_CA_BUNDLE");
  }

  @Test
  void whatAnswersAndIsNoOrgIsTheProblem() {
    sandbox.answerNext(
        "/.well-known/okta-organization",
        200,
        Map.of("Content-Type", "text/html"),
        "<html>Sign in to the airport</html>");

    assertProblem(doctor(), "org", "a proxy may answer");
  }

  @Test
  void aClockThatIsWrongIsTheProblem() {
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));

    Outcome outcome = Program.withNobody().clock(ahead).at(sandbox, "doctor", "--no-sign-in");

    assertProblem(outcome, "clock", "seconds ahead of the org's");
  }

  @Test
  void anStsThatCannotBeReachedIsTheProblem() {
    System.setProperty("aws.endpointUrlSts", "http://127.0.0.1:9");

    assertProblem(
        Program.withNobody().at(sandbox, "doctor", "--no-sign-in"), "sts", "--aws-region");
  }

  private Outcome doctor() {
    return Program.withNobody().at(sandbox, "doctor");
  }

  private void changeClient(UnaryOperator<OidcApp> change) {
    sandbox.reconfigure(sandbox.org().withOidcApp(change.apply(sandbox.org().oidcApps().get(0))));
  }

  private void changeApps(UnaryOperator<FederationApp> change) {
    sandbox.reconfigure(
        sandbox.org().withFederationApps(sandbox.federationApps().stream().map(change).toList()));
  }

  private static void assertProblem(Outcome outcome, String check, String... words) {
    assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(1);
    assertThat(checks(outcome, "PROBLEM")).as(outcome.out()).contains(check);
    assertThat(outcome.out().lines().filter(line -> line.matches("PROBLEM +" + check + " .*")))
        .anySatisfy(line -> assertThat(line).contains(words));
  }

  private static List<String> checks(Outcome outcome, String state) {
    return outcome
        .out()
        .lines()
        .map(line -> line.split(" +"))
        .filter(words -> words[0].equals(state))
        .map(words -> words[1])
        .toList();
  }
}
