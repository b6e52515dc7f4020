package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import java.util.List;

/**
 * Starts device authorizations (RFC 8628). Safe for use by several threads; a lambda can stand in
 * for it.
 */
@FunctionalInterface
public interface DeviceAuthorizationService {

  /** What the whole way needs, in the order in which it is sent. */
  List<String> DEFAULT_SCOPES =
      List.of("openid", "okta.apps.sso", "okta.apps.read", "okta.users.read.self");

  /**
   * Starts one.
   *
   * @return the authorization, whose challenge is to be shown to the person
   * @throws io.github.oktaaws.error.ClassicOrgException if the org says that it runs Classic Engine
   * @throws io.github.oktaaws.error.UnknownClientException if the org does not know the client
   * @throws io.github.oktaaws.error.GrantTypeNotAllowedException if the client may not use the
   *     device authorization grant
   * @throws io.github.oktaaws.error.ScopeNotAllowedException if a scope is not granted
   * @throws io.github.oktaaws.error.UntrustedVerificationUriException if the person would be sent
   *     elsewhere than to the org
   * @throws io.github.oktaaws.error.CancelledException if the thread is interrupted; its flag is
   *     set again
   * @throws io.github.oktaaws.error.OktaAwsException for every other failure; its class says which
   */
  PendingAuthorization start();

  /**
   * The org's device authorization, with the default scopes.
   *
   * @param org the org
   * @param clientId the client ID of the OIDC native app
   * @return the service
   * @throws io.github.oktaaws.error.ConfigurationException if the client ID is blank
   */
  static DeviceAuthorizationService create(OktaOrg org, String clientId) {
    return builder(org, clientId).build();
  }

  /**
   * The org's device authorization, to be adjusted.
   *
   * @param org the org
   * @param clientId the client ID of the OIDC native app
   * @return a builder
   */
  static DeviceAuthorizationBuilder builder(OktaOrg org, String clientId) {
    return new DeviceAuthorizationBuilder(org, clientId);
  }
}
