package io.github.oktaaws.sts;

import io.github.oktaaws.error.ConfigurationException;
import java.util.Optional;

/**
 * How roles are assumed. Every setter checks its value and throws {@link ConfigurationException} if
 * AWS could not accept it. Not safe for use by several threads.
 */
public final class AssumeRoleWithSamlBuilder extends AssumeRoleSettings<AssumeRoleWithSamlBuilder> {

  AssumeRoleWithSamlBuilder() {}

  /**
   * Makes the service. Nothing is opened or loaded before it is first used.
   *
   * @return the service; safe for use by several threads, and with nothing to close
   * @throws ConfigurationException if two settings contradict each other
   */
  public AssumeRoleWithSamlService build() {
    return new StsAssumeRoleWithSaml(this, terms(Optional.empty()));
  }

  @Override
  AssumeRoleWithSamlBuilder self() {
    return this;
  }
}
