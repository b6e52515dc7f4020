package io.github.oktaaws.testkit.internal.aws;

import io.github.oktaaws.testkit.internal.aws.AwsSts.OidcProvider;
import io.github.oktaaws.testkit.internal.aws.AwsSts.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Trades a JWT for a role session. */
final class AssumeRoleWithWebIdentity implements Action {
  private static final String NAME = "AssumeRoleWithWebIdentity";
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]*");

  private final Clock clock;
  private final WebIdentityTokens tokens;
  private final Roles roles;
  private final Sessions sessions;

  AssumeRoleWithWebIdentity(
      Clock clock, List<OidcProvider> providers, Roles roles, Sessions sessions) {
    this.clock = clock;
    this.tokens = new WebIdentityTokens(clock, providers);
    this.roles = roles;
    this.sessions = sessions;
  }

  @Override
  public QueryAnswers.Content perform(QueryRequest request) {
    Arn roleArn = Arn.parameter("RoleArn", "role", request);
    String sessionName = request.required("RoleSessionName", 2, 64);
    if (!SESSION_NAME.matcher(sessionName).matches()) {
      throw StsError.constraint(
          "RoleSessionName", "satisfy regular expression pattern: " + SESSION_NAME);
    }
    String encoded = request.required("WebIdentityToken", 4, 20_000);
    Optional<Duration> requested = Roles.requestedDuration(request);
    OptionalInt packedSize = SessionPolicy.packedSize(request);

    WebIdentityTokens.Identity identity = tokens.verify(encoded);
    Role role = roles.assumable(roleArn, identity.issuer(), NAME);
    Duration duration = Roles.sessionDuration(requested, role);
    RoleSession session = sessions.open(roleArn, sessionName, clock.instant().plus(duration));
    return result -> {
      result.text("SubjectFromWebIdentityToken", identity.subject());
      session.writeTo(result);
      if (packedSize.isPresent()) {
        result.text("PackedPolicySize", Integer.toString(packedSize.getAsInt()));
      }
      result.text("Provider", provider(roleArn, identity.issuer()));
      result.text("Audience", identity.audience());
    };
  }

  private static String provider(Arn role, String issuer) {
    return role.sibling("oidc-provider", issuer.replaceFirst("^https?://", "")).toString();
  }
}
