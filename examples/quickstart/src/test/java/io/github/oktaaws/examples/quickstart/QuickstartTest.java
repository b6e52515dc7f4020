package io.github.oktaaws.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class QuickstartTest {

  private static final String ANALYST = "arn:aws:iam::123456789012:role/Analyst";

  private final Properties before = new Properties();

  @BeforeEach
  void keepSystemProperties() {
    before.putAll(System.getProperties());
  }

  @AfterEach
  void restoreSystemProperties() {
    System.setProperties(before);
  }

  @Test
  void theCodeOfTheReadmeIsTheCodeThatIsTested() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(block.find()).isTrue();
    String shown =
        block
            .group(1)
            .replace("\"acme.okta.com\"", "orgDomain")
            .replace("\"0oa1oidcClient\"", "clientId")
            .replace("\"" + ANALYST + "\"", "roleArn");

    String source =
        Files.readString(
            Path.of("src/main/java/io/github/oktaaws/examples/quickstart/Quickstart.java"));

    assertThat(packed(source)).contains(packed(shown.replaceAll("//.*", "")));
  }

  @Test
  void anUnmodifiedS3ClientIsSignedWithTheCredentialsOfTheRole() throws Exception {
    try (OktaAwsSandbox sandbox =
            OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start();
        MockWebServer s3Server = new MockWebServer()) {
      sandbox.autoApprove("jane");
      s3Server.enqueue(
          new MockResponse.Builder()
              .addHeader("Content-Type", "application/xml")
              .body("<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>")
              .build());
      s3Server.start();
      Map.of(
              "aws.region",
              "us-east-1",
              "aws.endpointUrlSts",
              sandbox.stsUrl(),
              "aws.endpointUrlS3",
              "http://127.0.0.1:" + s3Server.getPort())
          .forEach(System::setProperty);

      String roleArn = sandbox.federationApps().get(1).roles().get(1);
      try (S3Client s3 = Quickstart.s3Client(sandbox.oktaUrl(), sandbox.oidcClientId(), roleArn)) {
        assertThat(s3.listBuckets().buckets()).isEmpty();
      }

      RecordedRequest request = s3Server.takeRequest();
      String accessKey =
          Objects.requireNonNull(request.getHeaders().get("Authorization"))
              .replaceAll(".*Credential=([^/]+)/.*", "$1");
      assertThat(accessKey).startsWith("ASIA");
      assertThat(sandbox.issuedSecrets())
          .contains(request.getHeaders().get("X-Amz-Security-Token"));
    }
  }

  private static String packed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
