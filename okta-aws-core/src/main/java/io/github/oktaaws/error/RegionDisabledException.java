package io.github.oktaaws.error;

/** STS is not enabled for the account in this region. */
public final class RegionDisabledException extends OktaAwsException {

  private final transient String region;

  /**
   * Creates the error.
   *
   * @param region the region
   * @param context where it happened
   */
  public RegionDisabledException(String region, ErrorContext context) {
    super(
        "AWS STS is not enabled for the account in " + region + ".",
        "Name another region, or enable STS there in AWS IAM, Account settings.",
        false,
        context);
    this.region = region;
  }

  /**
   * Returns the region.
   *
   * @return the region
   */
  public String region() {
    return region;
  }
}
