package io.github.oktaaws;

import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One role of a session. Remembers which one was chosen, so that a person chooses once. */
final class RoleOfSession implements RoleCredentialsSource {

  private final OktaAwsSession session;
  private final RoleSelector selector;
  private final AssumeRoleWithSamlService assumeRole;
  private volatile @Nullable AwsRole chosen;

  RoleOfSession(
      OktaAwsSession session, RoleSelector selector, AssumeRoleWithSamlService assumeRole) {
    this.session = session;
    this.selector = Objects.requireNonNull(selector, "selector");
    this.assumeRole = Objects.requireNonNull(assumeRole, "assumeRole");
  }

  @Override
  public RoleCredentials get(Request request) {
    return session.credentials(this::select, assumeRole, request);
  }

  private AwsRole select(List<AwsRole> roles) {
    AwsRole before = chosen;
    AwsRole role =
        before == null
            ? selector.select(roles)
            : RoleSelector.arn(before.roleArn(), before.principalArn()).select(roles);
    chosen = role;
    return role;
  }

  /** Prints the session and, once it is known, the role. */
  @Override
  public String toString() {
    AwsRole role = chosen;
    return session + (role == null ? "" : " as " + role.roleArn());
  }
}
