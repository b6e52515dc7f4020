package io.github.oktaaws.sts;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** Chooses the region whose STS is asked, and holds it against the role's partition. */
final class StsRegions {

  /** A region and where it came from, in words. */
  record Named(Region region, String origin) {}

  private static final Map<String, String> FIRST_REGIONS =
      Map.of(
          "aws", "us-east-1",
          "aws-cn", "cn-north-1",
          "aws-us-gov", "us-gov-west-1",
          "aws-eusc", "eusc-de-east-1",
          "aws-iso", "us-iso-east-1",
          "aws-iso-b", "us-isob-east-1",
          "aws-iso-e", "eu-isoe-west-1",
          "aws-iso-f", "us-isof-south-1");

  /**
   * Regions whose partition needs no look into the SDK's metadata, which would load that of every
   * service: some 370 classes. Every SDK knows these partitions, and gives these same patterns.
   */
  private static final Map<String, String> USUAL_REGIONS =
      Map.of(
          "aws", "(us|eu|ap|sa|ca|me|af|il|mx)-\\w+-\\d+",
          "aws-cn", "cn-\\w+-\\d+",
          "aws-us-gov", "us-gov-\\w+-\\d+");

  private final @Nullable Region explicit;
  private final Supplier<Optional<Named>> environment;
  private final boolean endpointGiven;

  StsRegions(
      @Nullable Region explicit, Supplier<Optional<Named>> environment, boolean endpointGiven) {
    this.explicit = explicit;
    this.environment = environment;
    this.endpointGiven = endpointGiven;
  }

  /** The system's settings and the profile; the SDK's default chain would ask IMDS as well. */
  static Supplier<Optional<Named>> environment() {
    return () ->
        ask(SystemSettingsRegionProvider::new, "aws.region or AWS_REGION")
            .or(() -> ask(AwsProfileRegionProvider::new, "the AWS profile"));
  }

  Region of(String partition) {
    Optional<Named> named =
        explicit == null
            ? environment.get()
            : Optional.of(new Named(explicit, "the region that was set"));
    if (named.isPresent()) {
      return checked(named.get(), partition);
    }
    String first = FIRST_REGIONS.get(partition);
    if (first == null) {
      throw new ConfigurationException(
          "No region is set, and none is known for the partition "
              + Words.printable(partition)
              + ".",
          "Set region(...) to a region of the role's partition.");
    }
    return checked(new Named(Region.of(first), "the partition's first region"), partition);
  }

  private Region checked(Named named, String partition) {
    String usual = USUAL_REGIONS.get(partition);
    if (usual != null && named.region().id().matches(usual)) {
      return named.region();
    }
    PartitionMetadata known = PartitionMetadata.of(partition);
    if (known == null || !known.id().equals(partition)) {
      return ofUnknownPartition(named, partition);
    }
    if (!isIn(named.region(), known)) {
      throw new ConfigurationException(
          "The region "
              + Words.printable(named.region().id())
              + " ("
              + named.origin()
              + ") is not in the role's partition "
              + partition
              + ".",
          "Set region(...) to a region of the role's partition, or correct the role's ARN.");
    }
    return named.region();
  }

  private Region ofUnknownPartition(Named named, String partition) {
    if (endpointGiven) {
      return named.region();
    }
    throw new ConfigurationException(
        "The AWS SDK on the class path does not know the role's partition "
            + Words.printable(partition)
            + ".",
        "Correct the role's ARN, use a newer AWS SDK, or set endpoint(...) and region(...).");
  }

  private static boolean isIn(Region region, PartitionMetadata partition) {
    if (region.id().equals(partition.id() + "-global")) {
      return true;
    }
    RegionMetadata metadata = RegionMetadata.of(region);
    return metadata == null
        ? region.id().matches(partition.regionRegex())
        : metadata.partition().id().equals(partition.id());
  }

  private static Optional<Named> ask(Supplier<AwsRegionProvider> provider, String origin) {
    try {
      return Optional.ofNullable(provider.get().getRegion()).map(r -> new Named(r, origin));
    } catch (SdkClientException none) {
      return Optional.empty();
    }
  }
}
