package io.github.oktaaws.saml;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARNs of IAM roles and SAML providers, in any partition (IAM API reference, CreateRole). */
final class IamArns {

  // possessive, and the path cut off before: an assertion may name hundreds of roles
  private static final String ACCOUNT = "arn:aws(?:-[a-z]{1,20}+){0,4}+:iam::[0-9]{12}+:";

  private static final Pattern ROLE_START = Pattern.compile(ACCOUNT + "role/");
  private static final Pattern ROLE_PATH = Pattern.compile("[!-~]{1,511}+");
  private static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@-]{1,64}+");
  private static final Pattern PROVIDER_ARN =
      Pattern.compile(ACCOUNT + "saml-provider/[\\w.-]{1,128}+");

  private IamArns() {}

  /** The role that a value of the assertion's Role attribute names, in either order. */
  static Optional<AwsRole> pair(String value) {
    int provider = value.indexOf(":saml-provider/");
    boolean providerFirst = provider >= 0 && provider < value.indexOf(":role/");
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
    if (!isRole(arn)) {
      throw malformed(
          arn, "role", "Write it as arn:aws:iam::123456789012:role/name, path included.");
    }
    return arn;
  }

  static String requireProvider(String arn) {
    if (!PROVIDER_ARN.matcher(arn).matches()) {
      throw malformed(
          arn,
          "SAML identity provider",
          "Write it as arn:aws:iam::123456789012:saml-provider/name.");
    }
    return arn;
  }

  private static boolean isRole(String arn) {
    Matcher start = ROLE_START.matcher(arn);
    if (!start.lookingAt()) {
      return false;
    }
    int name = arn.lastIndexOf('/') + 1;
    boolean path = name == start.end() || isPath(arn, start.end(), name - 1);
    return path && ROLE_NAME.matcher(arn).region(name, arn.length()).matches();
  }

  /** Between the slash before it and the one after it. */
  private static boolean isPath(String arn, int from, int to) {
    return ROLE_PATH.matcher(arn).region(from, to).matches();
  }

  private static ConfigurationException malformed(String arn, String what, String remedy) {
    return new ConfigurationException(
        "\"" + Words.printable(arn) + "\" is not the ARN of an IAM " + what + ".", remedy);
  }
}
