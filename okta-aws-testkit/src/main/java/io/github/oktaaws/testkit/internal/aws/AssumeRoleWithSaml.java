package io.github.oktaaws.testkit.internal.aws;

import io.github.oktaaws.testkit.internal.aws.AwsSts.Role;
import io.github.oktaaws.testkit.internal.aws.AwsSts.SamlProvider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Trades a SAML assertion for a role session. */
final class AssumeRoleWithSaml implements Action {
  private static final String NAME = "AssumeRoleWithSAML";

  private final Clock clock;
  private final List<SamlProvider> providers;
  private final Roles roles;
  private final Sessions sessions;
  private final AssertionRules rules;

  AssumeRoleWithSaml(Clock clock, List<SamlProvider> providers, Roles roles, Sessions sessions) {
    this.clock = clock;
    this.providers = List.copyOf(providers);
    this.roles = roles;
    this.sessions = sessions;
    this.rules = new AssertionRules(clock);
  }

  @Override
  public QueryAnswers.Content perform(QueryRequest request) {
    Arn roleArn = Arn.parameter("RoleArn", "role", request);
    Arn principal = Arn.parameter("PrincipalArn", "saml-provider", request);
    if (roleArn.partition() != principal.partition()) {
      throw StsError.validation(
          "Request ARN is invalid: RoleArn and PrincipalArn differ in partition");
    }
    String encoded = request.required("SAMLAssertion", 4, 100_000);
    Optional<Duration> requested = Roles.requestedDuration(request);
    OptionalInt packedSize = SessionPolicy.packedSize(request);

    SamlProvider provider = provider(principal);
    SamlAssertion assertion = SamlResponses.verified(encoded, provider);
    rules.check(assertion, provider, principal.partition());
    if (!assertion.grants(roleArn.toString(), provider.arn())) {
      throw StsError.notAuthorized(NAME);
    }
    Role role = roles.assumable(roleArn, provider.arn(), NAME);
    Duration duration = Roles.sessionDuration(requested, role);
    RoleSession session =
        sessions.open(roleArn, assertion.roleSessionName(), expiration(duration, assertion));
    return result(session, assertion, principal, packedSize);
  }

  private SamlProvider provider(Arn arn) {
    return providers.stream()
        .filter(provider -> provider.arn().equals(arn.toString()))
        .findFirst()
        .orElseThrow(() -> StsError.invalidToken("Specified provider doesn't exist"));
  }

  private Instant expiration(Duration duration, SamlAssertion assertion) {
    Instant full = clock.instant().plus(duration);
    Optional<Instant> limit = assertion.sessionNotOnOrAfter().filter(full::isAfter);
    return limit.orElse(full);
  }

  private static QueryAnswers.Content result(
      RoleSession session, SamlAssertion assertion, Arn principal, OptionalInt packedSize) {
    return result -> {
      session.writeTo(result);
      if (packedSize.isPresent()) {
        result.text("PackedPolicySize", Integer.toString(packedSize.getAsInt()));
      }
      result.text("Subject", assertion.subject());
      result.text("SubjectType", assertion.subjectType());
      result.text("Issuer", assertion.issuer());
      result.text("Audience", assertion.recipient());
      result.text("NameQualifier", nameQualifier(assertion.issuer(), principal));
      if (assertion.sourceIdentity().isPresent()) {
        result.text("SourceIdentity", assertion.sourceIdentity().get());
      }
    };
  }

  private static String nameQualifier(String issuer, Arn provider) {
    String text = issuer + provider.account() + "/" + provider.name();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-1", impossible);
    }
  }
}
