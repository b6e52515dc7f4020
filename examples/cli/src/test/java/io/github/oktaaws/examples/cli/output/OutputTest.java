package io.github.oktaaws.examples.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {

  private final Path path;
  private final StringWriter out = new StringWriter();
  private final List<String> said = new ArrayList<>();

  OutputTest(@TempDir Path home) {
    this.path = home.resolve("credentials");
  }

  @Test
  void envVarPrintsCommandsAlone() throws Exception {
    write("env-var", false);

    assertThat(out.toString()).startsWith("export AWS_ACCESS_KEY_ID=ASIAEXAMPLE\n");
    assertThat(said).isEmpty();
    assertThat(path).doesNotExist();
  }

  @Test
  void processCredentialsPrintsOneDocument() throws Exception {
    write("process-credentials", false);

    assertThat(out).hasToString(ProcessCredentials.of(Samples.credentials()));
    assertThat(path).doesNotExist();
  }

  @Test
  void awsCredentialsWritesTheFileAndPrintsNothing() throws Exception {
    write("aws-credentials", false);

    assertThat(out.toString()).isEmpty();
    assertThat(path).content().startsWith("[dev]\n");
    assertThat(said).containsExactly("Updated profile \"dev\" in " + path + ".");
  }

  @Test
  void theFileCanBeWrittenBesideWhatIsPrinted() throws Exception {
    write("process-credentials", true);

    assertThat(out).hasToString(ProcessCredentials.of(Samples.credentials()));
    assertThat(path).exists();
  }

  @Test
  void noopDoesNothing() throws Exception {
    write("noop", false);

    assertThat(out.toString()).isEmpty();
    assertThat(said).isEmpty();
    assertThat(path).doesNotExist();
  }

  /** okta-aws-cli 2.6.0 takes it for env-var. */
  @Test
  void anUnknownFormatIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> OutputFormat.named("json"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("env-var, aws-credentials, process-credentials, noop");
  }

  @Test
  void credentialsThatNobodyCanReadAreAFailure() {
    PrintWriter broken =
        new PrintWriter(
            new OutputStream() {
              @Override
              public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
              }
            },
            true,
            UTF_8);

    assertThatThrownBy(
            () ->
                output("env-var", false).write(Samples.credentials(), Map.of(), broken, said::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("standard output");
  }

  private void write(String format, boolean alsoToFile) throws Exception {
    output(format, alsoToFile)
        .write(Samples.credentials(), Map.of(), new PrintWriter(out), said::add);
  }

  private Output output(String format, boolean alsoToFile) {
    return new Output(
        OutputFormat.named(format),
        alsoToFile,
        Shell.POSIX,
        Extras.none(),
        "dev",
        CredentialsFile.at(path));
  }
}
