package io.github.oktaaws.testkit.internal.aws;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What AWS reads from an assertion. Fields that an assertion may lack by its schema but not for AWS
 * are lists or optional: {@link AssertionRules} tells what is missing.
 */
record SamlAssertion(
    String issuer,
    Instant issueInstant,
    String subject,
    String subjectType,
    List<Confirmation> confirmations,
    Optional<Instant> notBefore,
    Optional<Instant> notOnOrAfter,
    List<String> audiences,
    Optional<Instant> sessionNotOnOrAfter,
    List<String> roles,
    List<String> roleSessionNames,
    List<String> sourceIdentities) {

  /** A bearer confirmation of the subject. */
  record Confirmation(String recipient, Optional<Instant> notOnOrAfter) {}

  /** Whether the Role attribute holds this pair, in either order, with blanks around or not. */
  boolean grants(String role, String provider) {
    return roles.stream()
        .map(value -> value.split(",", -1))
        .filter(pair -> pair.length == 2)
        .map(pair -> List.of(pair[0].strip(), pair[1].strip()))
        .anyMatch(
            pair -> pair.equals(List.of(role, provider)) || pair.equals(List.of(provider, role)));
  }

  String recipient() {
    return confirmations.get(0).recipient();
  }

  String roleSessionName() {
    return roleSessionNames.get(0);
  }

  Optional<String> sourceIdentity() {
    return sourceIdentities.stream().findFirst();
  }
}
