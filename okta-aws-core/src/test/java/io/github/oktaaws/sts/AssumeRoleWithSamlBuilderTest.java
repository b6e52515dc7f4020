package io.github.oktaaws.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.oktaaws.error.ConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

class AssumeRoleWithSamlBuilderTest {

  private static final String ARN = "arn:aws-us-gov:iam::123456789012:policy/a/B";

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1H", "PT14M59S", "PT12H0M1S", "PT1H0.5S", "P365000000D"})
  void durationsOutsideOf900To43200SecondsAreRefused(String duration) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder().sessionDuration(Duration.parse(duration)))
        .withMessageContaining("900 to 43200");
  }

  @ParameterizedTest
  @ValueSource(longs = {900, 901, 3600, 43200})
  void durationsFrom900To43200SecondsAreAccepted(long seconds) {
    assertThat(builder().sessionDuration(Duration.ofSeconds(seconds)).build()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sts.us-east-1.amazonaws.com",
        "https://user:pw@sts.amazonaws.com",
        "ftp://127.0.0.1",
        "sts.amazonaws.com",
        "http://127.0.0.1.example.com",
      })
  void unsafeEndpointsAreRefused(String endpoint) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder().endpoint(URI.create(endpoint)))
        .withMessageContaining("https")
        .withMessageNotContaining("pw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "\"CANARY\"", "{CANARY}", "{}{}", "null", "{\"a\":"})
  void aPolicyThatIsNoJsonObjectIsRefusedWithoutQuotingIt(String policy) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder().sessionPolicy(policy))
        .withMessageContaining("not a JSON object")
        .withMessageNotContaining("CANARY")
        .withNoCause();
  }

  @Test
  void aPolicyOf2048CharactersIsTheLongest() {
    String padding = " ".repeat(2046);

    assertThat(builder().sessionPolicy("{" + padding + "}")).isNotNull();
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder().sessionPolicy("{ " + padding + "}"))
        .withMessageContaining("2049");
  }

  @Test
  void tenPolicyArnsAreTheMost() {
    assertThat(builder().policyArns(Collections.nCopies(10, ARN))).isNotNull();
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder().policyArns(Collections.nCopies(11, ARN)))
        .withMessageContaining("11");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ReadOnlyAccess",
        "arn:aws:iam::123456789012:role/A",
        "arn:aws:iam::1:policy/A"
      })
  void policyArnsMustBeOfPolicies(String arn) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> builder().policyArns(List.of(arn)));
  }

  @Test
  void aClientOfTheCallersBringsItsOwnRegionEndpointAndHttp() {
    try (StsClient client = new ScriptedStsClient(null)) {
      for (AssumeRoleWithSamlBuilder contradictory :
          List.of(
              builder().region(Region.US_EAST_1),
              builder().endpoint(URI.create("https://sts.us-east-1.amazonaws.com")),
              builder().httpClient(new OkHttpClient()))) {
        contradictory.stsClient(client);
        assertThatExceptionOfType(ConfigurationException.class)
            .isThrownBy(contradictory::build)
            .withMessageContaining("STS client");
      }
    }
  }

  private static AssumeRoleWithSamlBuilder builder() {
    return AssumeRoleWithSamlService.builder();
  }
}
