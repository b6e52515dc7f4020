package io.github.oktaaws.store;

import io.github.oktaaws.sts.RoleSessionTerms;
import java.util.Optional;

/**
 * Credentials of a role, as they were asked for: a session with a policy is never served what
 * another one without it was given.
 *
 * @param signIn the sign-in that they are from
 * @param subject the person, by the ID token's {@code sub}, or the machine, by its client ID
 * @param federationApp the federation app that was configured, by its id or label, if one was
 * @param principalArn the identity provider that was configured or chosen, if one was
 * @param roleArn the role
 * @param terms what is asked of STS
 */
public record RoleKey(
    SignInKey signIn,
    String subject,
    Optional<String> federationApp,
    Optional<String> principalArn,
    String roleArn,
    RoleSessionTerms terms)
    implements StoreKey {

  @Override
  public String id() {
    return KeyDigest.of("role")
        .with(signIn.id())
        .with(subject)
        .with(federationApp)
        .with(principalArn)
        .with(roleArn)
        .with(terms.sessionDuration().toString())
        .with(terms.sessionPolicy())
        .with(terms.policyArns())
        .with(terms.endpoint().map(Object::toString))
        .with(terms.roleSessionName())
        .hex();
  }
}
