package io.github.oktaaws.error;

import java.util.List;

/** Several roles are offered and none was chosen. */
public final class RoleChoiceException extends OktaAwsException {

  private final transient List<String> available;

  /**
   * Creates the error.
   *
   * @param available the ARNs of the roles that are there
   * @param context where it happened
   */
  public RoleChoiceException(List<String> available, ErrorContext context) {
    super(
        "Okta offers several roles and none was chosen: " + String.join(", ", available) + ".",
        "Name one, or give a RoleSelector.",
        false,
        context);
    this.available = List.copyOf(available);
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
