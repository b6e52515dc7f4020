package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.output.ForkedProgram;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {

  private final Path folder;

  SurroundingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theEnvironmentCountsBeforeDotEnv() throws IOException {
    Files.writeString(
        folder.resolve(".env"),
        """
        # the team's org
        OKTA_AWSCLI_ORG_DOMAIN=acme.okta.com
        OKTA_AWSCLI_PROFILE="my profile"
        AWS_REGION=eu-central-1
        """);

    Surroundings found =
        new Surroundings(
            Map.of("AWS_REGION", "us-east-1"),
            Surroundings.dotEnv(folder),
            Person::nobody,
            List.of(),
            Clock.systemUTC());

    assertThat(found.variables())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "OKTA_AWSCLI_ORG_DOMAIN", "acme.okta.com",
                "OKTA_AWSCLI_PROFILE", "my profile",
                "AWS_REGION", "us-east-1"));
    assertThat(ConfiguredSettings.of(Map.of(), found).value("org-domain"))
        .hasValue("acme.okta.com");
  }

  @Test
  void withoutTheFileThereIsTheEnvironmentAlone() {
    assertThat(Surroundings.dotEnv(folder)).isEmpty();
  }

  @Test
  void dotEnvIsReadAsOktaAwsCliReadsIt() throws IOException {
    Files.writeString(
        folder.resolve(".env"),
        """
        \ufeffexport OKTA_AWSCLI_ORG_DOMAIN=acme.okta.com # ours
        OKTA_AWSCLI_OIDC_CLIENT_ID: 0oa1

        export OKTA_AWSCLI_PRIVATE_KEY="-----BEGIN
        abc
        -----END"
        A='single # quoted'  # comment
        EMPTY=
        HASH=a#b
        LINES="a\\nb \\"c\\""
        """);

    assertThat(Surroundings.dotEnv(folder))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "OKTA_AWSCLI_ORG_DOMAIN", "acme.okta.com",
                "OKTA_AWSCLI_OIDC_CLIENT_ID", "0oa1",
                "OKTA_AWSCLI_PRIVATE_KEY", "-----BEGIN\nabc\n-----END",
                "A", "single # quoted",
                "EMPTY", "",
                "HASH", "a#b",
                "LINES", "a\nb \"c\""));
  }

  @Test
  void whatOtherProgramsHaveInDotEnvIsTheirs() throws IOException {
    Files.writeString(
        folder.resolve(".env"), "this is no setting\nOPEN='quote\nOKTA_AWSCLI_PROFILE=dev\r\n");

    assertThat(Surroundings.dotEnv(folder)).isEqualTo(Map.of("OKTA_AWSCLI_PROFILE", "dev"));
  }

  @Test
  void aLineOfOursThatIsNoneIsNamedAndNotRepeated() throws Exception {
    Files.writeString(folder.resolve(".env"), "A=b\nOKTA_AWSCLI_PASSWORD s3cret\n");
    List<String> command = new ArrayList<>(List.of("env", "-C", folder.toString()));
    command.addAll(ForkedProgram.command(OktaAws.class, "list-profiles"));

    try (ForkedProgram program = ForkedProgram.hearingSignals(command)) {
      assertThat(program.output())
          .startsWith("okta-aws: configuration: Line 2 of .env")
          .doesNotContain("s3cret", "Exception");
      assertThat(program.exitCode()).isEqualTo(2);
    }
  }
}
