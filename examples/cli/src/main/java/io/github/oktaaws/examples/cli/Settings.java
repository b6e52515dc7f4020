package io.github.oktaaws.examples.cli;

import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PasswordSource;
import io.github.oktaaws.store.TokenStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

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
   * Whether somebody set it, or it merely has a default.
   *
   * @param key for example {@code aws-credentials}
   * @return whether somebody did
   */
  boolean isSet(String key);

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
   * The key that a machine signs in with.
   *
   * @return the key; empty if no key or no id of one is set
   * @throws ConfigurationException if it is no key
   */
  Optional<ClientKey> clientKey();

  /**
   * The role that is set, from a machine's sign-in or a person's direct one.
   *
   * @param httpClient makes the client that reaches Okta and STS, if it takes one
   * @param password gives the password, where none is set
   * @param prompt shows the person a number, and asks for codes
   * @return the source; nothing has been sent
   * @throws ConfigurationException if something that it takes is missing or wrong
   */
  RoleCredentialsSource roleByAccessToken(
      Supplier<OkHttpClient> httpClient, PasswordSource password, DirectPrompt prompt);

  /**
   * Where a sign-in is to rest.
   *
   * @return a new store; in memory unless one on disk is wanted
   * @throws ConfigurationException if there is something wrong with it
   */
  TokenStore store();

  /**
   * Where a store on disk is, whether or not one is wanted.
   *
   * @return the directory
   */
  Path storeDirectory();

  /**
   * Whether a flag is on.
   *
   * @param key for example {@code qr-code}
   * @return whether it is; false where nothing says
   */
  default boolean isOn(String key) {
    return value(key).filter("true"::equals).isPresent();
  }
}
