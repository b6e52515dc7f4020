package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.AuthenticationPolicy;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.SandboxRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebCommandTest {

  private static final String PROD = "arn:aws:iam::123456789012:";
  private static final String DEV = "arn:aws:iam::210987654321:";
  private static final Pattern EXPORTS =
      Pattern.compile(
          """
          export AWS_ACCESS_KEY_ID=ASIA\\w+
          export AWS_SECRET_ACCESS_KEY=(\\S+)
          export AWS_SESSION_TOKEN=(\\S+)
          export AWS_CREDENTIAL_EXPIRATION=\\S+Z
          """);

  @RegisterExtension private final SandboxAsSts asSts = new SandboxAsSts();
  private final OktaAwsSandbox sandbox = asSts.sandbox();

  @Test
  void thePersonSignsInChoosesTheIdpThenTheRoleAndGetsExportLines() {
    Outcome outcome = Program.typing("2", "3").web(sandbox);

    assertThat(outcome.exitCode()).isZero();
    assertExportsOf(outcome, DEV + "role/ReadOnly", DEV + "saml-provider/Okta");
    assertThat(outcome.err())
        .containsSubsequence(
            "Open the following URL to begin Okta device authorization for the AWS CLI\n",
            sandbox.oktaUrl() + "/activate?user_code=",
            "shows this code: ",
            "Choose an IdP:\n",
            "1) AWS Production\n",
            "2) AWS Development\n",
            "Choose a role:\n",
            "1) Admin (account 210987654321)\n",
            "3) ReadOnly (account 210987654321)\n");
  }

  @Test
  void whatIsPrintedForThePersonHoldsNoSecret() {
    Outcome outcome = Program.typing("1", "1").web(sandbox);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).doesNotContain(sandbox.issuedSecrets());
  }

  @Test
  void aGivenRoleIsFoundInItsAppAndNobodyIsAskedAnything() {
    Outcome outcome = Program.typing().web(sandbox, "--aws-iam-role", DEV + "role/Analyst");

    assertExportsOf(outcome, DEV + "role/Analyst", DEV + "saml-provider/Okta");
    assertThat(outcome.err()).doesNotContain("Choose");
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
  }

  @Test
  void aGivenIdpIsFoundThroughTheAssertionsAndOnlyTheRoleIsAskedFor() {
    Outcome outcome = Program.typing("2").web(sandbox, "-i", DEV + "saml-provider/Okta");

    assertExportsOf(outcome, DEV + "role/Analyst", DEV + "saml-provider/Okta");
    assertThat(outcome.err()).doesNotContain("Choose an IdP").contains("Choose a role");
  }

  @Test
  void aGivenIdpThatOktaTellsOfNeedsNoLookIntoOtherApps() {
    janeIsAnAdministrator();

    Outcome outcome = Program.typing("1").web(sandbox, "-i", DEV + "saml-provider/Okta");

    assertExportsOf(outcome, DEV + "role/Admin", DEV + "saml-provider/Okta");
    assertThat(sandbox.requests("/login/token/sso")).hasSize(1);
  }

  @Test
  void theIdpsArnIsShownWhereOktaTellsIt() {
    janeIsAnAdministrator();

    Outcome outcome = Program.typing("1", "1").web(sandbox);

    assertThat(outcome.err()).contains("2) AWS Development (" + DEV + "saml-provider/Okta)\n");
  }

  @Test
  void aGivenAppIsNotLookedFor() {
    Outcome outcome = Program.typing("1").web(sandbox, "-a", "0oa2awsdev0000000000");

    assertExportsOf(outcome, DEV + "role/Admin", DEV + "saml-provider/Okta");
    assertThat(sandbox.requests("/api/v1/users/me/appLinks")).isEmpty();
  }

  @Test
  void anAppIsTakenByItsLabelWhetherTheRoleIsNamedOrNot() {
    Outcome chosen = Program.typing("1").web(sandbox, "-a", "AWS Development");
    assertExportsOf(chosen, DEV + "role/Admin", DEV + "saml-provider/Okta");

    Outcome named =
        Program.typing().web(sandbox, "-a", "AWS Development", "-r", DEV + "role/Analyst");

    assertThat(named.exitCode()).as(named.err()).isZero();
    assertThat(sandbox.requests("/login/token/sso")).as("one app is looked into").hasSize(2);
  }

  @Test
  void aLabelThatIsNoAppsIsAnErrorThatListsTheApps() {
    assertFails(
        Program.typing("1").web(sandbox, "-a", "AWS Staging"),
        "\"AWS Staging\"",
        "(AWS Production)",
        "aws-acct-fed-app-id");
  }

  @Test
  void nobodyIsAskedWhereThereIsOneAppAndOneRole() {
    sandbox.reconfigure(
        sandbox.org().withFederationApps(List.of(prod().withRoles(PROD + "role/Analyst"))));

    Outcome outcome = Program.typing().web(sandbox);

    assertExportsOf(outcome, PROD + "role/Analyst", PROD + "saml-provider/Okta");
    assertThat(outcome.err()).doesNotContain("Choose");
  }

  @Test
  void theOnlyRoleIsRefusedWhereAnotherWasAskedFor() {
    sandbox.reconfigure(
        sandbox.org().withFederationApps(List.of(prod().withRoles(PROD + "role/ReadOnly"))));

    Outcome outcome = Program.typing().web(sandbox, "-r", PROD + "role/Admin");

    assertFails(outcome, "role/Admin is not among", PROD + "role/ReadOnly");
  }

  @Test
  void aRoleThatNoAppOffersIsAnErrorThatListsWhatIsThere() {
    Outcome outcome = Program.typing("1", "1").web(sandbox, "-r", PROD + "role/Nobody");

    assertFails(
        outcome, PROD + "role/Nobody is not among", PROD + "role/Admin", DEV + "role/ReadOnly");
  }

  @Test
  void aRoleIsNotTakenThroughAnotherIdpThanTheOneAskedFor() {
    Outcome outcome =
        Program.typing("1", "1")
            .web(sandbox, "-r", PROD + "role/Admin", "-i", DEV + "saml-provider/Okta");

    assertFails(outcome, PROD + "role/Admin through " + DEV + "saml-provider/Okta is not among");
  }

  @Test
  void anAppThatIsClosedToThePersonDoesNotHideTheOtherApps() {
    sandbox.reconfigure(
        sandbox.org().withFederationApp(prod().withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE)));

    Outcome outcome = Program.typing().web(sandbox, "-r", DEV + "role/Admin");

    assertExportsOf(outcome, DEV + "role/Admin", DEV + "saml-provider/Okta");
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
  }

  @Test
  void whereTheRoleIsNotFoundThePersonLearnsWhichAppsWereClosed() {
    sandbox.reconfigure(
        sandbox.org().withFederationApp(prod().withPolicy(AuthenticationPolicy.ASKS_STEP_UP)));

    Outcome outcome = Program.typing().web(sandbox, "-r", PROD + "role/Admin");

    assertFails(outcome, "asks for another factor", "role/Admin is not among");
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
  }

  @Test
  void aPolicyThatAsksForMoreIsReportedAsSuch() {
    sandbox.reconfigure(
        sandbox
            .org()
            .withFederationApps(List.of(prod().withPolicy(AuthenticationPolicy.REFUSES_EXCHANGE))));

    Outcome outcome = Program.typing("1").web(sandbox);

    assertFails(outcome, "token exchange: ");
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
  }

  @Test
  void durationAndRegionAreUsed() {
    Outcome outcome =
        Program.typing()
            .web(sandbox, "-r", PROD + "role/Admin", "-s", "7200", "--aws-region", "eu-west-1");

    assertThat(outcome.exitCode()).isZero();
    assertThat(assumeRole().form()).containsEntry("DurationSeconds", "7200");
  }

  @Test
  void aRegionOfAnotherPartitionIsRefused() {
    Outcome outcome =
        Program.typing().web(sandbox, "-r", PROD + "role/Admin", "--aws-region", "cn-north-1");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("cn-north-1");
  }

  @Test
  void aWrongNumberIsAskedForAgain() {
    Outcome outcome = Program.typing("3", "x", "2", "0", "1").web(sandbox);

    assertExportsOf(outcome, DEV + "role/Admin", DEV + "saml-provider/Okta");
    assertThat(outcome.err()).contains("'x' is not a number from 1 to 2.");
  }

  @Test
  void askingEndsAfterAFewWrongNumbers() {
    Outcome outcome = Program.typing("9", "9", "9", "1", "1").web(sandbox);

    assertFails(outcome, "You did not choose an IdP", "--aws-iam-idp or --aws-acct-fed-app-id");
  }

  @Test
  void theEndOfInputIsNoChoice() {
    Outcome outcome = Program.typing("1").web(sandbox);

    assertFails(outcome, "You did not choose a role: standard input has ended", "--aws-iam-role");
    assertThat(assumeRoles()).isEmpty();
  }

  @Test
  void anEmptyAnswerIsNoChoice() {
    assertFails(Program.typing("", "1", "1").web(sandbox), "You did not choose an IdP");
  }

  @Test
  void aPersonWithoutAppsLearnsWhatToDo() {
    OrgConfig org = sandbox.org();
    sandbox.reconfigure(org.withOidcApp(org.oidcApps().get(0).withAssignedTo("john")));
    sandbox.autoApprove("john");

    assertFails(
        Program.typing().web(sandbox), "no AWS Account Federation app", "--aws-acct-fed-app-id");
  }

  @Test
  void aPersonWhoIsNotAssignedToTheClientIsToldSo() {
    sandbox.autoApprove("john");

    assertFails(Program.typing().web(sandbox), "sign-in: ", "assign");
  }

  @Test
  void aSignInThatIsDeniedEndsInAnErrorWithoutAStackTrace() throws Exception {
    sandbox.stopAutoApproving();
    Program program = Program.typing();
    FutureTask<Outcome> running = start(program);

    sandbox.deny(shownCode(program));

    assertFails(running.get(), "denied");
  }

  @Test
  void anInterruptionIsReportedAsOne() throws Exception {
    sandbox.stopAutoApproving();
    Program program = Program.typing();
    FutureTask<Outcome> running = new FutureTask<>(() -> program.web(sandbox));
    Thread thread = new Thread(running);
    thread.start();
    shownCode(program);

    thread.interrupt();

    assertThat(running.get().exitCode()).isEqualTo(130);
    assertThat(running.get().out()).isEmpty();
  }

  @Test
  void whatStsRefusesIsAFailure() {
    sandbox.rejectNextAssumeRole(
        "AccessDenied", "Not authorized to perform sts:AssumeRoleWithSAML");

    assertFails(Program.typing("1", "1").web(sandbox), "AssumeRoleWithSAML: ");
  }

  @Test
  void aLabelCannotSteerTheTerminal() {
    String label = "AWS\u001b[2J\u202eProduction";
    FederationApp app = prod();
    sandbox.reconfigure(
        sandbox
            .org()
            .withFederationApp(
                FederationApp.of(app.id(), label, app.idpArn(), app.roles())
                    .withAllowedWebSsoClients(sandbox.oidcClientId())
                    .withAssignedTo("jane")));

    Outcome outcome = Program.typing("1", "1").web(sandbox);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).contains("1) AWS?[2J?Production\n").doesNotContain("\u001b");
  }

  private void janeIsAnAdministrator() {
    sandbox.reconfigure(sandbox.org().withUser(OrgUser.named("jane").asAdmin()));
    sandbox.autoApprove("jane");
  }

  private FederationApp prod() {
    return sandbox.federationApps().get(0);
  }

  private FutureTask<Outcome> start(Program program) {
    FutureTask<Outcome> running = new FutureTask<>(() -> program.web(sandbox));
    new Thread(running).start();
    return running;
  }

  private static String shownCode(Program program) {
    Pattern code = Pattern.compile("shows this code: (\\S+)");
    return await()
        .until(
            () -> {
              Matcher shown = code.matcher(program.err());
              return shown.find() ? Objects.requireNonNull(shown.group(1)) : "";
            },
            shown -> !shown.isEmpty());
  }

  private SandboxRequest assumeRole() {
    List<SandboxRequest> requests = assumeRoles();
    assertThat(requests).hasSize(1);
    return requests.get(0);
  }

  private List<SandboxRequest> assumeRoles() {
    return sandbox.requests("/").stream()
        .filter(request -> "AssumeRoleWithSAML".equals(request.form().get("Action")))
        .toList();
  }

  private void assertExportsOf(Outcome outcome, String role, String principal) {
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Matcher exports = EXPORTS.matcher(outcome.out());
    assertThat(exports.matches()).as("export lines").isTrue();
    assertThat(sandbox.issuedSecrets()).contains(exports.group(1), exports.group(2));
    assertThat(assumeRole().form())
        .containsAllEntriesOf(Map.of("RoleArn", role, "PrincipalArn", principal));
  }

  private static void assertFails(Outcome outcome, String... words) {
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(words).doesNotContain("\tat ", "Exception");
  }
}
