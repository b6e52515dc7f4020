package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
