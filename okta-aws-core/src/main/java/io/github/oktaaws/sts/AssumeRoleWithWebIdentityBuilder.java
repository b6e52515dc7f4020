package io.github.oktaaws.sts;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How roles are assumed. Every setter checks its value and throws {@link ConfigurationException} if
 * AWS could not accept it. Not safe for use by several threads.
 */
public final class AssumeRoleWithWebIdentityBuilder
    extends AssumeRoleSettings<AssumeRoleWithWebIdentityBuilder> {

  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

  private String roleSessionName = "okta-aws";

  AssumeRoleWithWebIdentityBuilder() {}

  /**
   * What the session is called, in the assumed role's ARN and in CloudTrail: {@code okta-aws}
   * unless set. Name what uses it, for example the job or the host.
   *
   * @param value 2 to 64 letters, digits and characters of {@code +=,.@-_}
   * @return this builder
   */
  public AssumeRoleWithWebIdentityBuilder roleSessionName(String value) {
    if (!SESSION_NAME.matcher(value).matches()) {
      throw new ConfigurationException(
          "\"" + Words.printable(value) + "\" is not a name for a role's session.",
          "Give 2 to 64 letters, digits and characters of +=,.@-_ without blanks.");
    }
    this.roleSessionName = value;
    return this;
  }

  /**
   * Makes the service. Nothing is opened or loaded before it is first used.
   *
   * @return the service; safe for use by several threads, and with nothing to close
   * @throws ConfigurationException if two settings contradict each other
   */
  public AssumeRoleWithWebIdentityService build() {
    return new StsAssumeRoleWithWebIdentity(
        this, terms(Optional.of(roleSessionName)), roleSessionName);
  }

  @Override
  AssumeRoleWithWebIdentityBuilder self() {
    return this;
  }
}
