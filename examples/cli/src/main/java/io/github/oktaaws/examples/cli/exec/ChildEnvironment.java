package io.github.oktaaws.examples.cli.exec;

import io.github.oktaaws.examples.cli.output.Variables;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The environment of a program that gets credentials: all of this process's, without the variables
 * that would lead it to other credentials, and without the secrets that this program alone needs.
 */
public final class ChildEnvironment {

  /** Variables from which AWS tools take credentials, or what they take them from. */
  private static final Set<String> STALE =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_ACCESS_KEY",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SECRET_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_SECURITY_TOKEN",
          "AWS_CREDENTIAL_EXPIRATION",
          "AWS_SESSION_EXPIRATION",
          "AWS_CREDENTIAL_FILE",
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_ROLE_ARN",
          "AWS_ROLE_SESSION_NAME",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");

  private static final Pattern OUR_SECRETS =
      Pattern.compile("OKTA_AWS(CLI)?_(.*_)?(PASSWORD|PASSPHRASE|PRIVATE_KEY|STORE_KEY)");

  private ChildEnvironment() {}

  /**
   * Turns this process's environment into the other program's.
   *
   * @param environment the environment; it is changed in place, so that what is not text stays
   * @param variables what the program is to have
   * @param anyCase whether the system does not tell upper from lower case in names, as Windows
   */
  static void prepare(Map<String, String> environment, Variables variables, boolean anyCase) {
    environment
        .keySet()
        .removeIf(
            name -> {
              String known = anyCase ? name.toUpperCase(Locale.ROOT) : name;
              return STALE.contains(known)
                  || variables.values().containsKey(known)
                  || OUR_SECRETS.matcher(known).matches();
            });
    environment.putAll(variables.values());
  }
}
