package io.github.oktaaws;

import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import java.util.Optional;

/**
 * A federation app, or one role of it, that could not be used while the others could.
 *
 * @param app the app
 * @param role the role; empty where the app's roles could not be had at all
 * @param error what went wrong; its class says why
 */
public record RoleFailure(FederationApp app, Optional<AwsRole> role, OktaAwsException error) {}
