package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code --cache-access-token}, and the commands that look at what it kept. */
class KeptSignInTest {

  private static final String ROLE = "arn:aws:iam::210987654321:role/Analyst";
  private static final String STORE_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  @RegisterExtension private final SandboxAsSts asSts = new SandboxAsSts();
  private final Path home;
  private final OktaAwsSandbox sandbox = asSts.sandbox();

  KeptSignInTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void aSecondCallAsksNobodyAndOpensNothingEvenWithTheOrgDown() {
    Outcome first = Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", ROLE);
    String org = sandbox.oktaUrl();
    sandbox.close();

    Outcome second =
        Program.withNobody()
            .home(home)
            .run(
                "web",
                "-o",
                org,
                "-c",
                sandbox.oidcClientId(),
                "-e",
                "-r",
                ROLE,
                "--open-browser-command",
                "/no/such/browser");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).isEmpty();
  }

  @Test
  void withoutTheFlagNothingIsWritten() throws IOException {
    Program.withNobody().home(home).at(sandbox, "web", "-r", ROLE);

    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsKeptIsForItsOwnerAlone() throws IOException {
    Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", ROLE);

    assertThat(files()).isNotEmpty();
    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void offlineAccessAndLoginHintCountForTheWebFlow() {
    Outcome first =
        Program.withNobody()
            .home(home)
            .variable("OKTA_AWS_OFFLINE_ACCESS", "true")
            .variable("OKTA_AWS_LOGIN_HINT", "jane")
            .at(sandbox, "web", "-e", "-r", ROLE);

    Outcome hers =
        Program.withNobody()
            .home(home)
            .variable("OKTA_AWS_OFFLINE_ACCESS", "true")
            .variable("OKTA_AWS_LOGIN_HINT", "jane")
            .at(sandbox, "whoami");
    Outcome anothers =
        Program.withNobody()
            .home(home)
            .variable("OKTA_AWS_OFFLINE_ACCESS", "true")
            .variable("OKTA_AWS_LOGIN_HINT", "john")
            .at(sandbox, "whoami");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(hers.out()).contains("can be renewed");
    assertThat(anothers.out()).contains("nobody is signed in");
  }

  @Test
  void theStsThatIsSetIsAskedForCredentialsAndForTheirOwner() {
    System.setProperty("aws.endpointUrlSts", "http://127.0.0.1:9");

    Outcome credentials =
        Program.withNobody()
            .home(home)
            .variable("OKTA_AWS_STS_ENDPOINT", sandbox.stsUrl())
            .at(sandbox, "web", "-e", "-r", ROLE);
    Outcome owner =
        Program.withNobody()
            .home(home)
            .variable("OKTA_AWS_STS_ENDPOINT", sandbox.stsUrl())
            .at(sandbox, "whoami", "-r", ROLE);

    assertThat(credentials.exitCode()).as(credentials.err()).isZero();
    assertThat(owner.exitCode()).as(owner.err()).isZero();
  }

  @Test
  void withAStoreKeyNothingCanBeReadOnDisk() throws IOException {
    Program.withNobody()
        .home(home)
        .variable("OKTA_AWS_STORE_KEY", STORE_KEY)
        .at(sandbox, "web", "-e", "-r", ROLE);

    assertThat(files()).hasSizeGreaterThanOrEqualTo(2);
    for (Path file : files()) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(text).doesNotContain(sandbox.issuedSecrets());
    }
  }

  @Test
  void aStoreKeyThatIsNoneIsNamed() {
    Outcome outcome =
        Program.withNobody()
            .home(home)
            .variable("OKTA_AWS_STORE_KEY", "§")
            .at(sandbox, "web", "-e", "-r", ROLE);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("store-key").doesNotContain("§");
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void whoamiTellsWhoIsSignedInAndWhoThatIsForAws() {
    Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", ROLE);
    int asked = sandbox.requests("/oauth2/v1/device/authorize").size();

    Outcome outcome = Program.withNobody().home(home).at(sandbox, "whoami", "-r", ROLE);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("okta  \\S+ until \\S+Z.* at " + sandbox.host())
        .contains("aws   arn:aws:sts::210987654321:assumed-role/Analyst/")
        .contains("(account 210987654321)");
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(asked);
  }

  @Test
  void whoamiAsksNobodyToSignIn() {
    Outcome outcome = Program.withNobody().home(home).at(sandbox, "whoami", "-r", ROLE);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("nobody is signed in", "no credentials");
    assertThat(sandbox.requests("/oauth2/v1/device/authorize")).isEmpty();
  }

  @Test
  void whoamiTakesTheCredentialsOfTheEnvironmentWhereNoRoleIsSet() {
    List<String> exports =
        Program.withNobody().at(sandbox, "web", "-r", ROLE).out().lines().toList();
    Program program = Program.withNobody().home(home);
    for (String line : exports) {
      int equals = line.indexOf('=');
      program.variable(line.substring("export ".length(), equals), line.substring(equals + 1));
    }

    Outcome outcome = program.run("whoami");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("no org is set", "assumed-role/Analyst/");
  }

  /** okta-aws-cli 2.6.0 has no such command. */
  @Test
  void logoutRevokesAndForgets() throws IOException {
    Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", ROLE);

    Outcome outcome = Program.withNobody().home(home).at(sandbox, "logout");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("Signed out");
    assertThat(sandbox.requests("/oauth2/v1/revoke")).isNotEmpty();
    assertThat(entries()).isEmpty();
    assertThat(Program.withNobody().home(home).at(sandbox, "logout").err())
        .contains("Nobody was signed in");
  }

  @Test
  void whatIsKeptIsForgottenAlsoWhereOktaCannotBeTold() throws IOException {
    Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", ROLE);
    String org = sandbox.oktaUrl();
    sandbox.close();

    Outcome outcome =
        Program.withNobody().home(home).run("logout", "-o", org, "-c", sandbox.oidcClientId());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(entries()).isEmpty();
  }

  @Test
  void logoutOfAllForgetsOtherOrgsToo() throws IOException {
    Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", ROLE);

    Outcome outcome = Program.withNobody().home(home).run("logout", "--all");

    assertThat(outcome.exitCode()).isZero();
    assertThat(entries()).isEmpty();
  }

  @Test
  void aMachinesKeptSignInIsToldAndEnded() throws IOException {
    MachineIdentity machine = sandbox.machine();
    Path key = Files.writeString(home.resolve("key.pem"), machine.privateKeyPem());
    String[] withKey = {"--key-id", machine.keyId(), "--private-key-file", key.toString()};
    Outcome first = asMachine("m2m", withKey, "-e", "-r", OrgConfig.ACME_MACHINE_ROLE);
    int asked = sandbox.requests().size();

    Outcome who = asMachine("whoami", new String[0], "-r", OrgConfig.ACME_MACHINE_ROLE);
    Outcome out = asMachine("logout", withKey);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(who.exitCode()).as(who.err()).isZero();
    assertThat(who.out())
        .contains("okta  " + machine.clientId() + " until ", " at " + sandbox.host() + ", with m2m")
        .contains("aws   arn:aws:sts::", ":assumed-role/");
    assertThat(sandbox.requests().subList(asked, sandbox.requests().size()))
        .noneMatch(request -> request.path().endsWith("/token"));
    assertThat(out.exitCode()).as(out.err()).isZero();
    assertThat(out.err()).contains("Signed out of m2m");
    assertThat(sandbox.requests("/oauth2/default/v1/revoke")).isNotEmpty();
    assertThat(entries()).isEmpty();
  }

  @Test
  void aMachineEndsItsSignInWithTheJwkThatItSignedInWith() throws Exception {
    MachineIdentity machine = sandbox.machine();
    Path key = Files.writeString(home.resolve("key.json"), jwk(machine));
    String[] withKey = {"--key-id", machine.keyId(), "--private-key-file", key.toString()};
    Outcome first = asMachine("m2m", withKey, "-e", "-r", OrgConfig.ACME_MACHINE_ROLE);

    Outcome out = asMachine("logout", withKey);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(out.exitCode()).as(out.err()).isZero();
    assertThat(out.err()).contains("Signed out of m2m");
    assertThat(sandbox.requests("/oauth2/default/v1/revoke")).isNotEmpty();
  }

  private static String jwk(MachineIdentity machine) throws GeneralSecurityException {
    String base64 = machine.privateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    ECPrivateKey key =
        (ECPrivateKey)
            KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"d\":\"%s\"}"
        .formatted(
            machine.keyId(),
            Base64.getUrlEncoder().withoutPadding().encodeToString(key.getS().toByteArray()));
  }

  @Test
  void aMachinesTokensAreForgottenWithoutItsKeyAndThatOktaWasNotToldIsAnError() throws IOException {
    MachineIdentity machine = sandbox.machine();
    Path key = Files.writeString(home.resolve("key.pem"), machine.privateKeyPem());
    String[] withKey = {"--key-id", machine.keyId(), "--private-key-file", key.toString()};
    asMachine("m2m", withKey, "-e", "-r", OrgConfig.ACME_MACHINE_ROLE);

    Outcome out = asMachine("logout", new String[0]);

    assertThat(out.exitCode()).isNotZero();
    assertThat(out.err()).contains("Okta was not told", "--private-key-file");
    assertThat(entries()).isEmpty();
  }

  @Test
  void aDirectSignInIsToldAndEndedBesideOneOnTheWeb() throws IOException {
    Program.withNobody().home(home).at(sandbox, "web", "-e", "-r", ROLE);
    Outcome direct =
        Program.typing("jane-password")
            .home(home)
            .at(sandbox, "direct", "-e", "-a", "jane", "-r", OrgConfig.ACME_MACHINE_ROLE);

    Outcome who =
        Program.withNobody()
            .home(home)
            .at(sandbox, "whoami", "--username", "jane", "-r", OrgConfig.ACME_MACHINE_ROLE);
    Outcome nameless = Program.withNobody().home(home).at(sandbox, "logout");
    Outcome out =
        Program.withNobody()
            .home(home)
            .variable("OKTA_AWSCLI_USERNAME", "jane")
            .at(sandbox, "logout");

    assertThat(direct.exitCode()).as(direct.err()).isZero();
    assertThat(who.exitCode()).as(who.err()).isZero();
    assertThat(who.out()).contains(", with web", ", with direct", ":assumed-role/");
    assertThat(nameless.err()).contains("Signed out of web", "still kept", "--all");
    assertThat(out.err()).contains("Signed out of direct").doesNotContain("still kept");
    assertThat(sandbox.requests("/oauth2/v1/revoke")).isNotEmpty();
    assertThat(sandbox.requests("/oauth2/default/v1/revoke")).isNotEmpty();
    assertThat(entries()).isEmpty();
  }

  private Outcome asMachine(String command, String[] some, String... more) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("-o", sandbox.oktaUrl(), "-c", sandbox.machine().clientId()));
    args.addAll(List.of(some));
    args.addAll(List.of(more));
    return Program.withNobody().home(home).run(args.toArray(String[]::new));
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(home.resolve(".okta-aws"))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(home.resolve(".okta-aws"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private List<Path> entries() throws IOException {
    return files().stream()
        .filter(file -> file.toString().matches(".*\\.(tokens|credentials)"))
        .toList();
  }
}
