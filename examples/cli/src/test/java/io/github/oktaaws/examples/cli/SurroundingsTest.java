package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
  void aFileThatIsNoneIsNamedAndNotRepeated() throws IOException {
    Files.writeString(folder.resolve(".env"), "this is s3cret and no setting\n");

    assertThatThrownBy(() -> Surroundings.dotEnv(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(".env")
        .hasMessageNotContaining("s3cret");
  }
}
