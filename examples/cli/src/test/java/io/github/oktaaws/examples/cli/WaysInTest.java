package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.ServiceApp;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands m2m, direct and web --all-profiles, from the command line to what they write. */
class WaysInTest {

  @RegisterExtension private final SandboxAsSts asSts = new SandboxAsSts();
  private final OktaAwsSandbox sandbox = asSts.sandbox();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Test
  void aMachineGetsCredentialsWithItsKeyAndAsksNobody() throws IOException {
    MachineIdentity machine = sandbox.machine();

    Outcome outcome = machineSignsIn(machine, machine.keyId());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("export AWS_ACCESS_KEY_ID=ASIA");
    assertThat(assumedWith("RoleArn")).isEqualTo(OrgConfig.ACME_MACHINE_ROLE);
    assertThat(assumedWith("RoleSessionName")).isEqualTo("okta-aws");
  }

  @Test
  void aMachineProvesAKeyWhereTheOrgDemandsThat() throws IOException {
    MachineIdentity machine = sandbox.machine();
    ServiceApp app = sandbox.org().serviceApps().get(0);
    sandbox.reconfigure(sandbox.org().withServiceApp(app.withDpopRequired(true)));

    Outcome outcome = machineSignsIn(machine, machine.keyId(), "--dpop");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(assumedWith("RoleArn")).isEqualTo(OrgConfig.ACME_MACHINE_ROLE);
  }

  @Test
  void aKeyOfAnotherMachineIsAnErrorThatSaysWhatToChange() throws IOException {
    MachineIdentity machine = sandbox.machine();

    Outcome outcome = machineSignsIn(machine, "another-kid");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("key").doesNotContain("PRIVATE KEY", "\tat ");
  }

  @Test
  void aPersonSignsInWithAPasswordThatIsAskedForAndAFactor() {
    Outcome outcome =
        Program.typing("jane-password")
            .at(
                sandbox,
                "direct",
                "--username",
                "jane",
                "--aws-iam-role",
                OrgConfig.ACME_MACHINE_ROLE);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("export AWS_ACCESS_KEY_ID=ASIA");
    assertThat(outcome.err())
        .contains("Password", "Okta Verify", "Approve only if you started this sign-in.")
        .doesNotContain("jane-password");
  }

  @Test
  void everyRoleOfEveryAppGetsAProfileOfItsOwn() throws IOException {
    Path file = directory.resolve("credentials");

    Outcome outcome =
        Program.withNobody().web(sandbox, "--all-profiles", "--aws-credentials", file.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("[")))
        .containsExactlyInAnyOrder(
            "[123456789012-Admin]",
            "[123456789012-Analyst]",
            "[123456789012-ReadOnly]",
            "[210987654321-Admin]",
            "[210987654321-Analyst]",
            "[210987654321-ReadOnly]");
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
  }

  /** okta/okta-aws-cli#250: there every account that may not be asked for its alias is "org". */
  @Test
  void anAccountThatMayNotBeAskedForItsAliasHasItsIdInTheNames() throws IOException {
    Path file = directory.resolve("credentials");
    HttpServer iam = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    AtomicInteger asked = new AtomicInteger();
    iam.createContext("/", call -> answer(call, asked.incrementAndGet() == 1));
    iam.start();
    try {
      System.setProperty("aws.endpointUrlIam", "http://127.0.0.1:" + iam.getAddress().getPort());
      Outcome outcome =
          Program.withNobody()
              .web(
                  sandbox,
                  "--all-profiles",
                  "--aws-credentials",
                  file.toString(),
                  "--profile-template",
                  "{alias}-{role}");

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("[")))
          .containsExactlyInAnyOrder(
              "[corp-prod-Admin]",
              "[corp-prod-Analyst]",
              "[corp-prod-ReadOnly]",
              "[210987654321-Admin]",
              "[210987654321-Analyst]",
              "[210987654321-ReadOnly]");
      assertThat(outcome.err()).contains("account 210987654321", "iam:ListAccountAliases");
    } finally {
      iam.stop(0);
    }
  }

  private Outcome machineSignsIn(MachineIdentity machine, String keyId, String... more)
      throws IOException {
    Path key = Files.writeString(directory.resolve("key.pem"), machine.privateKeyPem());
    Stream<String> usual =
        Stream.of(
            "m2m",
            "-o",
            sandbox.oktaUrl(),
            "-c",
            machine.clientId(),
            "-i",
            keyId,
            "-b",
            key.toString(),
            "-r",
            OrgConfig.ACME_MACHINE_ROLE);
    return Program.withNobody().run(Stream.concat(usual, Stream.of(more)).toArray(String[]::new));
  }

  private static void answer(HttpExchange call, boolean told) throws IOException {
    call.getRequestBody().readAllBytes();
    String text =
        told
            ? """
              <ListAccountAliasesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
                <ListAccountAliasesResult><IsTruncated>false</IsTruncated>
                  <AccountAliases><member>corp-prod</member></AccountAliases>
                </ListAccountAliasesResult></ListAccountAliasesResponse>
              """
            : """
              <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error>
                <Type>Sender</Type><Code>AccessDenied</Code><Message>not allowed</Message>
              </Error></ErrorResponse>
              """;
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "text/xml");
    call.sendResponseHeaders(told ? 200 : 403, body.length);
    try (OutputStream out = call.getResponseBody()) {
      out.write(body);
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  @Test
  void everyProfileIsNoWayOutForOneProgramOrOneDocument() {
    Outcome program =
        Program.withNobody().web(sandbox, "--all-profiles", "--exec", "--", "no-such-program");
    Outcome document =
        Program.withNobody().web(sandbox, "--all-profiles", "--format", "process-credentials");

    assertThat(program.exitCode()).isEqualTo(2);
    assertThat(program.err()).contains("--all-profiles", "--exec");
    assertThat(document.exitCode()).isEqualTo(2);
    assertThat(document.err()).contains("--all-profiles", "process-credentials");
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void aNameThatNoProfileCanHaveIsToldBeforeAnybodySignsIn() {
    Outcome template =
        Program.withNobody().web(sandbox, "--all-profiles", "--profile-template", "{bogus}");
    Outcome profile =
        Program.withNobody().web(sandbox, "-f", "aws-credentials", "--profile", "two words");

    assertThat(template.exitCode()).isEqualTo(2);
    assertThat(template.err()).contains("{bogus}");
    assertThat(profile.exitCode()).isEqualTo(2);
    assertThat(profile.err()).contains("two words", "--profile");
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void aFileThatCannotBeWrittenIsToldWithWhatToDo() throws IOException {
    Path file = Files.createFile(directory.resolve("file")).resolve("credentials");

    Outcome outcome =
        Program.withNobody()
            .web(sandbox, "-r", "arn:aws:iam::123456789012:role/Analyst", "-z", "-w", "" + file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(" cannot be read or written (", "this user may");
  }

  @Test
  void theFormatDecidesWhatIsPrintedAndWhichFileIsWritten() throws IOException {
    Path file = directory.resolve("credentials");

    Outcome outcome =
        Program.withNobody()
            .web(
                sandbox,
                "-r",
                "arn:aws:iam::123456789012:role/Analyst",
                "-f",
                "process-credentials",
                "-z",
                "-w",
                file.toString(),
                "-p",
                "work");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("\"Version\"", "\"AccessKeyId\"", "\"Expiration\"");
    assertThat(file).content().contains("[work]", "aws_session_token");
  }

  @Test
  void theCredentialsFileIsTheOneThatAwsToolsReadUnlessAnotherIsNamed() throws IOException {
    Path read = directory.resolve("read-by-aws");
    Path named = directory.resolve("named");
    String[] web = {"-r", "arn:aws:iam::123456789012:role/Analyst", "-z"};

    Outcome outcome =
        Program.withNobody()
            .home(directory)
            .variable("AWS_SHARED_CREDENTIALS_FILE", read.toString())
            .web(sandbox, web);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(read).content().contains("[default]");

    Files.delete(read);
    outcome =
        Program.withNobody()
            .home(directory)
            .variable("AWS_SHARED_CREDENTIALS_FILE", read.toString())
            .variable("OKTA_AWSCLI_AWS_CREDENTIALS", named.toString())
            .web(sandbox, web);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(named).content().contains("[default]");
    assertThat(read).doesNotExist();
    assertThat(directory.resolve(".aws")).doesNotExist();
  }

  private String assumedWith(String parameter) {
    return sandbox.requests("/").stream()
        .filter(request -> "AssumeRoleWithWebIdentity".equals(request.form().get("Action")))
        .map(request -> request.form().getOrDefault(parameter, ""))
        .findFirst()
        .orElse("");
  }
}
