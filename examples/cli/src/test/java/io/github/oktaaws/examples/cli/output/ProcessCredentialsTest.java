package io.github.oktaaws.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;

class ProcessCredentialsTest {

  /** okta-aws-cli-assume-role computes the Expiration itself. */
  @Test
  void itIsOneDocumentOnOneLineWithStssOwnExpiration() {
    assertThat(ProcessCredentials.of(Samples.credentials()))
        .isEqualTo(
            "{\"Version\":1,\"AccessKeyId\":\"ASIAEXAMPLE\",\"SecretAccessKey\":\""
                + Samples.SECRET
                + "\",\"SessionToken\":\""
                + Samples.TOKEN
                + "\",\"Expiration\":\"2026-11-26T10:00:00Z\",\"AccountId\":\"123456789012\"}\n");
  }

  /** aws-advanced-jdbc-wrapper makes its JSON by concatenation. */
  @Test
  void noValueCanBreakTheDocument() throws Exception {
    String nasty = "\"\\\n\u0001},é";

    JsonNode read =
        new ObjectMapper()
            .readTree(ProcessCredentials.of(Samples.credentials("ASIA", nasty, Samples.TOKEN)));

    assertThat(read.get("SecretAccessKey").asText()).isEqualTo(nasty);
  }

  @Test
  void theSdksProcessProviderTakesIt(@TempDir Path folder) throws Exception {
    Path answer = folder.resolve("answer");
    Files.writeString(answer, ProcessCredentials.of(Samples.current("ASIACURRENT")));

    try (ProcessCredentialsProvider provider =
        ProcessCredentialsProvider.builder().command(List.of("cat", answer.toString())).build()) {
      AwsSessionCredentials taken = (AwsSessionCredentials) provider.resolveCredentials();

      assertThat(taken.accessKeyId()).isEqualTo("ASIACURRENT");
      assertThat(taken.sessionToken()).isEqualTo(Samples.TOKEN);
      assertThat(taken.accountId()).contains("123456789012");
    }
  }
}
