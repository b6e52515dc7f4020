package io.github.oktaaws.error;

/** The person sees no AWS Account Federation app. */
public final class NoFederationAppException extends OktaAwsException {

  /**
   * Creates the error.
   *
   * @param clientId the OIDC client ID
   * @param context where it happened
   */
  public NoFederationAppException(String clientId, ErrorContext context) {
    super(
        "Okta shows this person no AWS Account Federation app.",
        "Assign the person to the app in the Okta Admin Console; if the app is a custom SAML app, give its id explicitly (federationApp(...)), since only catalogue apps are listed.",
        false,
        context);
  }
}
