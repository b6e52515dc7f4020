package io.github.oktaaws.error;

/** A scope was not granted ({@code invalid_scope}, {@code insufficient_scope}). */
public final class ScopeNotAllowedException extends OktaAwsException {

  private final transient String scopes;

  /**
   * Creates the error.
   *
   * @param scopes the scopes, separated by spaces
   * @param context where it happened
   */
  public ScopeNotAllowedException(String scopes, ErrorContext context) {
    super(
        "Okta did not grant the scopes " + scopes + ".",
        "In the Okta Admin Console, open the OIDC app, Okta API Scopes, and grant them (scopes of a custom authorization server: Security, API, the server, Scopes); or ask for other scopes.",
        false,
        context);
    this.scopes = scopes;
  }

  /**
   * Returns the scopes, separated by spaces.
   *
   * @return the scopes, separated by spaces
   */
  public String scopes() {
    return scopes;
  }
}
