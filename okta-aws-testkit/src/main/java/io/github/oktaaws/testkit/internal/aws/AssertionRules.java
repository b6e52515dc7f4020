package io.github.oktaaws.testkit.internal.aws;

import io.github.oktaaws.testkit.internal.aws.AwsSts.SamlProvider;
import io.github.oktaaws.testkit.internal.aws.SamlAssertion.Confirmation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What AWS demands of an assertion whose signature is good.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html">Configure
 *     SAML assertions for the authentication response</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html">Troubleshoot
 *     SAML federation with IAM</a>
 */
final class AssertionRules {
  private static final Duration REDEEMABLE = Duration.ofMinutes(5);
  private static final String NAME = "[a-zA-Z_0-9+=,.@-]{2,64}";

  private final Clock clock;

  AssertionRules(Clock clock) {
    this.clock = clock;
  }

  void check(SamlAssertion assertion, SamlProvider provider, Partition partition) {
    if (!assertion.issuer().equals(provider.issuer())) {
      throw StsError.invalidToken("Issuer not present in specified provider");
    }
    if (assertion.audiences().stream().noneMatch(partition::isAudience)) {
      throw StsError.invalidToken("Response does not contain the required audience");
    }
    checkIssuedLately(assertion.issueInstant());
    checkConfirmation(assertion.confirmations(), partition);
    checkTimes(assertion);
    checkNames(assertion);
  }

  private void checkIssuedLately(Instant issued) {
    if (clock.instant().isBefore(issued)) {
      throw StsError.invalidToken("Assertion is not yet valid");
    }
    if (!clock.instant().isBefore(issued.plus(REDEEMABLE))) {
      throw StsError.expiredToken("Token must be redeemed within 5 minutes of issuance");
    }
  }

  private void checkConfirmation(List<Confirmation> confirmations, Partition partition) {
    if (confirmations.size() != 1) {
      throw StsError.invalidToken(
          "Response must contain exactly one bearer SubjectConfirmation with"
              + " SubjectConfirmationData");
    }
    Confirmation confirmation = confirmations.get(0);
    if (!partition.isSignIn(confirmation.recipient())) {
      throw StsError.invalidToken("Response does not contain the required recipient");
    }
    Instant end =
        confirmation
            .notOnOrAfter()
            .orElseThrow(
                () -> StsError.invalidToken("SubjectConfirmationData must have NotOnOrAfter"));
    checkBefore(end);
  }

  private void checkTimes(SamlAssertion assertion) {
    assertion.notOnOrAfter().ifPresent(this::checkBefore);
    if (assertion.notBefore().filter(clock.instant()::isBefore).isPresent()) {
      throw StsError.invalidToken("Assertion is not yet valid");
    }
    assertion.sessionNotOnOrAfter().ifPresent(this::checkBefore);
  }

  private void checkBefore(Instant end) {
    if (!clock.instant().isBefore(end)) {
      throw StsError.expiredToken("Assertion expired: it was valid until " + end);
    }
  }

  private static void checkNames(SamlAssertion assertion) {
    if (assertion.roleSessionNames().isEmpty()) {
      throw StsError.invalidToken("RoleSessionName is required in AuthnResponse");
    }
    if (assertion.roleSessionNames().size() > 1 || !assertion.roleSessionName().matches(NAME)) {
      throw StsError.invalidToken("RoleSessionName in AuthnResponse must match " + NAME);
    }
    List<String> identities = assertion.sourceIdentities();
    if (identities.size() > 1
        || identities.stream().anyMatch(name -> !name.matches(NAME) || name.startsWith("aws:"))) {
      throw StsError.invalidToken(
          "Source Identity must match " + NAME + " and not begin with \"aws:\"");
    }
  }
}
