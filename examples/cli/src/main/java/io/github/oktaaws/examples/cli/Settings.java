package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is configured, wherever it comes from: the command line, the environment, {@code .env},
 * {@code okta.yaml}. Keys are those of a profile in {@code okta.yaml}, which are the flags' names.
 */
interface Settings {

  /**
   * The value of a setting.
   *
   * @param key for example {@code org-domain}
   * @return the value of the source that counts
   * @throws ConfigurationException if it is not a value of that setting
   */
  Optional<String> value(String key);

  /**
   * The names of the profiles in {@code okta.yaml}.
   *
   * @return the names, in the order of the file
   */
  List<String> profiles();

  /**
   * What {@code okta.yaml} calls a role.
   *
   * @param arn the role's ARN
   * @return its label
   */
  Optional<String> roleLabel(String arn);

  /**
   * The role that somebody means.
   *
   * @param arnOrLabel what they wrote
   * @return its ARN; empty if only a choice among what Okta offers can tell, because the label is a
   *     pattern's or several roles'
   * @throws ConfigurationException if it is neither an ARN nor a label
   */
  Optional<String> roleArn(String arnOrLabel);

  /**
   * The identity provider that somebody means.
   *
   * @param arnOrLabel what they wrote
   * @return its ARN; empty as for a role
   * @throws ConfigurationException if it is neither an ARN nor a label
   */
  Optional<String> identityProviderArn(String arnOrLabel);

  /**
   * What {@code okta.yaml} calls an identity provider.
   *
   * @param arn the provider's ARN
   * @return its label
   */
  Optional<String> identityProviderLabel(String arn);

  /**
   * Whether a flag is on.
   *
   * @param key for example {@code qr-code}
   * @return whether it is; false where nothing says
   */
  default boolean isOn(String key) {
    return value(key).map(text -> isTrue(key, text)).orElse(false);
  }

  private static boolean isTrue(String key, String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (Set.of("true", "t", "1").contains(word)) {
      return true;
    }
    if (Set.of("false", "f", "0", "").contains(word)) {
      return false;
    }
    throw new ConfigurationException(
        "\"" + Printable.of(text) + "\" is neither true nor false, which " + key + " must be.",
        "Write true or false.");
  }
}
