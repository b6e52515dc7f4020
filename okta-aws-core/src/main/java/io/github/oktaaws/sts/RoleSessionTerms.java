package io.github.oktaaws.sts;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of STS besides the role. Credentials may be kept for, and served to, those who ask
 * for the very same.
 *
 * @param sessionDuration how long the session is to last
 * @param sessionPolicy the session policy (JSON), if there is one
 * @param policyArns the managed session policies, in order
 * @param endpoint the endpoint that is asked in place of AWS's own, if there is one
 * @param roleSessionName what the session is to be called, where it is not for the identity
 *     provider to say
 */
public record RoleSessionTerms(
    Duration sessionDuration,
    Optional<String> sessionPolicy,
    List<String> policyArns,
    Optional<URI> endpoint,
    Optional<String> roleSessionName) {

  /**
   * Copies the list.
   *
   * @param sessionDuration how long the session is to last
   * @param sessionPolicy the session policy, if there is one
   * @param policyArns the managed session policies
   * @param endpoint the endpoint that is asked in place of AWS's own
   * @param roleSessionName what the session is to be called
   */
  public RoleSessionTerms {
    policyArns = List.copyOf(policyArns);
  }

  /**
   * Terms of a session that the identity provider names, as a SAML assertion does.
   *
   * @param sessionDuration how long the session is to last
   * @param sessionPolicy the session policy, if there is one
   * @param policyArns the managed session policies
   * @param endpoint the endpoint that is asked in place of AWS's own
   */
  public RoleSessionTerms(
      Duration sessionDuration,
      Optional<String> sessionPolicy,
      List<String> policyArns,
      Optional<URI> endpoint) {
    this(sessionDuration, sessionPolicy, policyArns, endpoint, Optional.empty());
  }

  /** Prints whether there is a policy, not the policy, which may be confidential. */
  @Override
  public String toString() {
    return "RoleSessionTerms["
        + sessionDuration
        + (sessionPolicy.isPresent() ? ", with a session policy" : "")
        + (policyArns.isEmpty() ? "" : ", " + policyArns)
        + endpoint.map(uri -> ", " + uri).orElse("")
        + roleSessionName.map(name -> ", called " + name).orElse("")
        + "]";
  }
}
