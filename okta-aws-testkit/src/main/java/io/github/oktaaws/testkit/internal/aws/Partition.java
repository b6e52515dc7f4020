package io.github.oktaaws.testkit.internal.aws;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What differs between the partitions of AWS for a federated sign-in. */
enum Partition {
  AWS("aws", "", "signin.aws.amazon.com", "urn:amazon:webservices"),
  CHINA("aws-cn", "cn-", "signin.amazonaws.cn", "urn:amazon:webservices:cn-(north|northwest)-1"),
  GOV_CLOUD(
      "aws-us-gov", "us-gov-", "signin.amazonaws-us-gov.com", "urn:amazon:webservices:govcloud"),
  EUROPEAN_SOVEREIGN("aws-eusc", "eusc-", "signin.amazonaws-eusc.eu", "urn:amazon:webservices");

  private final String id;
  private final String regionPrefix;
  private final Pattern audience;
  private final Pattern signIn;

  Partition(String id, String regionPrefix, String signInHost, String audience) {
    this.id = id;
    this.regionPrefix = regionPrefix;
    this.audience = Pattern.compile(audience);
    // A region's own host, and the path of a provider with encryption, are sign-in URLs too.
    this.signIn =
        Pattern.compile(
            "https://([a-z]+(-[a-z]+)+-\\d\\.)?"
                + Pattern.quote(signInHost)
                + "/saml(/acs/[A-Za-z0-9_-]+)?");
  }

  static Optional<Partition> of(String id) {
    return Arrays.stream(values()).filter(partition -> partition.id.equals(id)).findFirst();
  }

  static Partition ofRegion(String region) {
    return Arrays.stream(values())
        .filter(partition -> partition != AWS && region.startsWith(partition.regionPrefix))
        .findFirst()
        .orElse(AWS);
  }

  String id() {
    return id;
  }

  /** Whether an assertion for this recipient is for this partition's sign-in. */
  boolean isSignIn(String url) {
    return signIn.matcher(url).matches();
  }

  /** Whether an assertion for this audience is for this partition; the sign-in URL counts too. */
  boolean isAudience(String value) {
    return audience.matcher(value).matches() || isSignIn(value);
  }
}
