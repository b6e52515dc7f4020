package io.github.oktaaws.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.oktaaws.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

class StsRegionsTest {

  /** okta/okta-aws-cli#133, okta/okta-aws-cli#236: the endpoint of another partition. */
  @ParameterizedTest
  @CsvSource({
    "aws, us-east-1",
    "aws-cn, cn-north-1",
    "aws-us-gov, us-gov-west-1",
    "aws-iso, us-iso-east-1",
    "aws-iso-b, us-isob-east-1",
    "aws-iso-e, eu-isoe-west-1",
    "aws-iso-f, us-isof-south-1",
  })
  void withoutASettingThePartitionDecides(String partition, String region) {
    assertThat(unset().of(partition).id()).isEqualTo(region);
  }

  @Test
  void theEuropeanSovereignCloudNeedsAnSdkThatKnowsIt() {
    PartitionMetadata partition = PartitionMetadata.of("aws-eusc");
    boolean known = partition != null && partition.id().equals("aws-eusc");
    if (known) {
      assertThat(unset().of("aws-eusc").id()).isEqualTo("eusc-de-east-1");
    } else {
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> unset().of("aws-eusc"))
          .withMessageContainingAll("aws-eusc", "newer AWS SDK");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aws, eu-central-1",
    "aws, us-east-1",
    "aws, aws-global",
    "aws, eu-brandnew-7",
    "aws-cn, cn-northwest-1",
    "aws-us-gov, us-gov-east-1",
    "aws-iso-b, us-isob-west-9",
  })
  void everyRegionOfThePartitionWillDo(String partition, String region) {
    assertThat(explicit(region).of(partition).id()).isEqualTo(region);
    assertThat(environment(region).of(partition).id()).isEqualTo(region);
  }

  @ParameterizedTest
  @CsvSource({
    "aws, cn-north-1",
    "aws, us-gov-west-1",
    "aws, us-iso-east-1",
    "aws, aws-cn-global",
    "aws, nonsense",
    "aws-cn, us-east-1",
    "aws-cn, aws-global",
    "aws-us-gov, us-east-1",
    "aws-us-gov, cn-north-1",
    "aws-iso, us-isob-east-1",
  })
  void aRegionOfAnotherPartitionIsAnErrorWhereverItCameFrom(String partition, String region) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> explicit(region).of(partition))
        .withMessageContainingAll(region, " " + partition + ".", "the region that was set");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> environment(region).of(partition))
        .withMessageContainingAll(region, " " + partition + ".", "AWS_REGION");
  }

  @Test
  void everyRegionThatTheSdkKnowsIsTakenInItsOwnPartitionOnly() {
    for (Region region : Region.regions()) {
      String own = region.metadata() == null ? "" : region.metadata().partition().id();
      for (String partition : List.of("aws", "aws-cn", "aws-us-gov")) {
        if (partition.equals(own)) {
          assertThat(explicit(region.id()).of(partition)).isEqualTo(region);
        } else if (!own.isEmpty()) {
          assertThatExceptionOfType(ConfigurationException.class)
              .isThrownBy(() -> explicit(region.id()).of(partition));
        }
      }
    }
  }

  @Test
  void theRegionThatWasSetIsAskedBeforeTheEnvironment() {
    StsRegions regions =
        new StsRegions(
            Region.EU_WEST_1,
            () -> {
              throw new AssertionError("not to be asked");
            },
            false);

    assertThat(regions.of("aws")).isEqualTo(Region.EU_WEST_1);
  }

  @Test
  void anUnknownPartitionNeedsItsEndpointAndRegion() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> unset().of("aws-moon"))
        .withMessageContaining("aws-moon");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> explicit("moon-1").of("aws-moon"))
        .withMessageContainingAll("aws-moon", "endpoint(...)");

    StsRegions withEndpoint = new StsRegions(Region.of("moon-1"), Optional::empty, true);
    assertThat(withEndpoint.of("aws-moon").id()).isEqualTo("moon-1");
  }

  @Test
  void theSystemPropertyIsAskedBeforeTheProfile(@TempDir Path dir) throws Exception {
    Path config = Files.writeString(dir.resolve("config"), "[default]\nregion = sa-east-1\n");
    try (SystemProperties properties = new SystemProperties()) {
      properties.set("aws.configFile", config.toString());
      properties.set("aws.region", "eu-north-1");

      StsRegions.Named named = StsRegions.environment().get().orElseThrow();

      assertThat(named.region()).isEqualTo(Region.EU_NORTH_1);
      assertThat(named.origin()).isEqualTo("aws.region or AWS_REGION");
    }
  }

  @Test
  void theProfileInUseIsAskedAfterTheSystemsSettings(@TempDir Path dir) throws Exception {
    Path config =
        Files.writeString(
            dir.resolve("config"),
            "[default]\nregion = sa-east-1\n[profile b]\nregion = eu-west-3\n");
    String fromEnvironment = System.getenv("AWS_REGION");
    try (SystemProperties properties = new SystemProperties()) {
      properties.set("aws.configFile", config.toString());
      properties.set("aws.profile", "b");

      StsRegions.Named named = StsRegions.environment().get().orElseThrow();

      assertThat(named.region().id())
          .isEqualTo(fromEnvironment == null ? "eu-west-3" : fromEnvironment);
    }
  }

  private static StsRegions unset() {
    return new StsRegions(null, Optional::empty, false);
  }

  private static StsRegions explicit(String region) {
    return new StsRegions(Region.of(region), Optional::empty, false);
  }

  private static StsRegions environment(String region) {
    return new StsRegions(
        null,
        () -> Optional.of(new StsRegions.Named(Region.of(region), "aws.region or AWS_REGION")),
        false);
  }
}
