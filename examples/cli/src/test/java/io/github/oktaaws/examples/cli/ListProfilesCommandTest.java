package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code okta.yaml} means for the command line. */
class ListProfilesCommandTest {

  private final Path home;

  ListProfilesCommandTest(@TempDir Path home) {
    this.home = home;
  }

  /** okta-aws-cli 2.6.0: in random order. */
  @Test
  void profilesAreListedInTheOrderOfTheFile() throws IOException {
    write(
        """
        awscli:
          profiles:
            staging:
              org-domain: staging.okta.com
            Prod.US:
              org-domain: acme.okta.com
            dev:
              org-domain: dev.okta.com
        """);

    Outcome outcome = Program.withNobody().home(home).run("list-profiles");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEqualTo("Profiles:\n\n staging\n Prod.US\n dev\n");
  }

  @Test
  void withoutTheFileThereAreNone() {
    assertThat(Program.withNobody().home(home).run("list-profiles").out())
        .isEqualTo("Profiles:\n\n");
  }

  @Test
  void labelsAreShownChosenFromAndTakenForTheirRoles() throws IOException {
    write(
        """
        awscli:
          idps:
            arn:aws:iam::210987654321:saml-provider/Okta: Development
          roles:
            arn:aws:iam::210987654321:role/Analyst: Data
            arn:aws:iam::[0-9]+:role/ReadOnly: Look
        """);
    Properties before = new Properties();
    before.putAll(System.getProperties());
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start()) {
      System.setProperty("aws.endpointUrlSts", sandbox.stsUrl());
      System.setProperty("aws.region", "us-east-1");
      sandbox.autoApprove("jane");

      assertThat(Program.withNobody().home(home).at(sandbox, "list-roles").out())
          .containsPattern("210987654321 +Analyst +Data +AWS Development")
          .containsPattern("123456789012 +ReadOnly +Look +AWS Production");
      Outcome byLabel = Program.withNobody().home(home).at(sandbox, "web", "-r", "Data");
      assertThat(byLabel.exitCode()).as(byLabel.err()).isZero();
      assertThat(byLabel.err()).doesNotContain("Choose");
      Outcome byPattern =
          Program.withNobody().home(home).at(sandbox, "web", "-r", "Look", "-i", "Development");
      assertThat(byPattern.exitCode()).as(byPattern.err()).isZero();
      assertThat(byPattern.err()).contains("Role: arn:aws:iam::210987654321:role/ReadOnly");
      Outcome ambiguous = Program.typing("2").home(home).at(sandbox, "web", "-r", "Look");
      assertThat(ambiguous.err())
          .contains("1) Look, ReadOnly (account 123456789012, AWS Production)\n");
      assertThat(ambiguous.exitCode()).as(ambiguous.err()).isZero();
    } finally {
      System.setProperties(before);
    }
  }

  private void write(String yaml) throws IOException {
    Files.createDirectories(home.resolve(".okta"));
    Files.writeString(home.resolve(".okta/okta.yaml"), yaml);
  }
}
