package io.github.oktaaws.error;

import java.util.List;

/** The role that was asked for is not among those that Okta offers the person. */
public final class RoleNotInAssertionException extends OktaAwsException {

  private final transient String wanted;

  private final transient List<String> available;

  /**
   * Creates the error.
   *
   * @param wanted the role (and IdP) that was asked for
   * @param available the ARNs of the roles that are there
   * @param context where it happened
   */
  public RoleNotInAssertionException(String wanted, List<String> available, ErrorContext context) {
    super(
        "The role "
            + wanted
            + " is not among those that Okta offers: "
            + String.join(", ", available)
            + ".",
        "Ask for one of them, or have the Okta administrator assign that role in the AWS Account Federation app.",
        false,
        context);
    this.wanted = wanted;
    this.available = List.copyOf(available);
  }

  /**
   * Returns the role (and IdP) that was asked for.
   *
   * @return the role (and IdP) that was asked for
   */
  public String wanted() {
    return wanted;
  }

  /**
   * Returns the ARNs of the roles that are there.
   *
   * @return the ARNs of the roles that are there
   */
  public List<String> available() {
    return available;
  }
}
