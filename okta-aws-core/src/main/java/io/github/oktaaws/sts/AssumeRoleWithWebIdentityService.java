package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.signin.OktaTokens;
import java.util.Optional;

/**
 * Step 6 of machine and direct sign-in: Okta's access token becomes credentials of a role. A lambda
 * can stand in for it.
 */
@FunctionalInterface
public interface AssumeRoleWithWebIdentityService {

  /**
   * Assumes the role (AWS STS API Reference, AssumeRoleWithWebIdentity). Throttling, server errors,
   * lost connections, and that AWS could not reach Okta just then, are tried again, for a minute at
   * most.
   *
   * @param tokens the sign-in's tokens; the access token is sent, and must be a custom
   *     authorization server's
   * @param roleArn the role's ARN
   * @return the credentials
   * @throws io.github.oktaaws.error.ConfigurationException if it is not the ARN of a role, or the
   *     region is not one of its partition; nothing was sent
   * @throws io.github.oktaaws.error.WebIdentityExpiredException if the token has expired; a fresh
   *     one may do
   * @throws io.github.oktaaws.error.WebIdentityRejectedException if AWS does not accept the token
   * @throws io.github.oktaaws.error.AssumeRoleDeniedException if AWS refuses the role
   * @throws io.github.oktaaws.error.SessionDurationException if the role's maximum session duration
   *     is shorter than what was asked for, and falling back was not allowed
   * @throws io.github.oktaaws.error.SessionPolicyException if AWS does not accept the policies
   * @throws io.github.oktaaws.error.RegionDisabledException if STS is not enabled in the region
   * @throws io.github.oktaaws.error.AssumeRoleFailedException for every other refusal of STS
   * @throws io.github.oktaaws.error.NetworkException if there was no answer
   * @throws io.github.oktaaws.error.CancelledException if the thread was interrupted; its flag is
   *     set again
   */
  RoleCredentials assume(OktaTokens tokens, String roleArn);

  /**
   * What this service asks of STS besides the role. Where it is known, credentials may be kept in a
   * token store and served to whoever asks for the same; where it is not, they are neither kept nor
   * served.
   *
   * @return the terms; empty unless overridden
   */
  default Optional<RoleSessionTerms> terms() {
    return Optional.empty();
  }

  /**
   * Asks AWS STS for sessions of one hour that are called {@code okta-aws}, in the region that the
   * environment names, else in the first region of the role's partition.
   *
   * @return the service; safe for use by several threads, and with nothing to close
   */
  static AssumeRoleWithWebIdentityService create() {
    return builder().build();
  }

  /**
   * Asks AWS STS in another way.
   *
   * @return a builder, all of whose settings have defaults
   */
  static AssumeRoleWithWebIdentityBuilder builder() {
    return new AssumeRoleWithWebIdentityBuilder();
  }
}
