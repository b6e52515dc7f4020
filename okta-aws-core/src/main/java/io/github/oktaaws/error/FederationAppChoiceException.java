package io.github.oktaaws.error;

import java.util.List;

/** Several federation apps are there and none was chosen, or the chosen one is not among them. */
public final class FederationAppChoiceException extends OktaAwsException {

  private final transient List<String> available;

  /**
   * Creates the error.
   *
   * @param problem what could not be chosen
   * @param available what is there: id and label of each
   * @param context where it happened
   */
  public FederationAppChoiceException(
      String problem, List<String> available, ErrorContext context) {
    super(
        problem + " Available: " + String.join(", ", available) + ".",
        "Name one with federationApp(...), federationAppLabel(...), identityProvider(...) or the"
            + " setting aws-acct-fed-app-id, or give a selector.",
        false,
        context);
    this.available = List.copyOf(available);
  }

  /**
   * Returns what is there: id and label of each.
   *
   * @return what is there: id and label of each
   */
  public List<String> available() {
    return available;
  }
}
