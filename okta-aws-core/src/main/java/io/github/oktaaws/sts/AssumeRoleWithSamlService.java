package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;
import java.util.Optional;

/** Step 6: an assertion becomes credentials of one of its roles. A lambda can stand in for it. */
@FunctionalInterface
public interface AssumeRoleWithSamlService {

  /**
   * Assumes the role (AWS STS API Reference, AssumeRoleWithSAML). Throttling, server errors and
   * lost connections are tried again, for a minute at most.
   *
   * @param assertion the assertion, not older than five minutes
   * @param role one of its roles
   * @return the credentials
   * @throws io.github.oktaaws.error.ConfigurationException if the region is not one of the role's
   *     partition; nothing was sent
   * @throws io.github.oktaaws.error.AssertionExpiredException if the assertion is too old; a fresh
   *     one may do
   * @throws io.github.oktaaws.error.AssertionRejectedException if AWS does not accept the assertion
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
  RoleCredentials assume(SamlAssertion assertion, AwsRole role);

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
   * Asks AWS STS for sessions of one hour, in the region that the environment names, else in the
   * first region of the role's partition.
   *
   * @return the service; safe for use by several threads, and with nothing to close
   */
  static AssumeRoleWithSamlService create() {
    return builder().build();
  }

  /**
   * Asks AWS STS in another way.
   *
   * @return a builder, all of whose settings have defaults
   */
  static AssumeRoleWithSamlBuilder builder() {
    return new AssumeRoleWithSamlBuilder();
  }
}
