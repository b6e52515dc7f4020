package io.github.oktaaws.saml;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ARNs of IAM roles and SAML providers, in any partition (IAM API reference, CreateRole). */
final class IamArns {

  private static final String ACCOUNT = "arn:aws(?:-[a-z]{1,20}){0,4}:iam::[0-9]{12}:";
  private static final String ROLE = ACCOUNT + "role/(?:[!-~]{1,511}/)?[\\w+=,.@-]{1,64}";
  private static final String PROVIDER = ACCOUNT + "saml-provider/[\\w.-]{1,128}";

  private static final Pattern ROLE_ARN = Pattern.compile(ROLE);
  private static final Pattern PROVIDER_ARN = Pattern.compile(PROVIDER);
  private static final Pattern PROVIDER_START = Pattern.compile(ACCOUNT + "saml-provider/");

  private IamArns() {}

  /** The role that a value of the assertion's Role attribute names, in either order. */
  static Optional<AwsRole> pair(String value) {
    boolean providerFirst = PROVIDER_START.matcher(value).lookingAt();
    // the name of a role may hold commas itself, that of a provider does not
    int comma = providerFirst ? value.indexOf(',') : value.lastIndexOf(',');
    if (comma < 0) {
      return Optional.empty();
    }
    String first = value.substring(0, comma).strip();
    String second = value.substring(comma + 1).strip();
    try {
      return Optional.of(providerFirst ? new AwsRole(second, first) : new AwsRole(first, second));
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
  }

  static String requireRole(String arn) {
    return require(
        arn, ROLE_ARN, "role", "Write it as arn:aws:iam::123456789012:role/name, path included.");
  }

  static String requireProvider(String arn) {
    return require(
        arn,
        PROVIDER_ARN,
        "SAML identity provider",
        "Write it as arn:aws:iam::123456789012:saml-provider/name.");
  }

  private static String require(String arn, Pattern grammar, String what, String remedy) {
    Objects.requireNonNull(arn, what);
    if (!grammar.matcher(arn).matches()) {
      throw new ConfigurationException(
          "\"" + Words.printable(arn) + "\" is not the ARN of an IAM " + what + ".", remedy);
    }
    return arn;
  }
}
