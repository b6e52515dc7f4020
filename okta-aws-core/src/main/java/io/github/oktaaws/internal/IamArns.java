package io.github.oktaaws.internal;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARNs of IAM roles and SAML providers, in any partition (IAM API reference, CreateRole). */
public final class IamArns {

  // possessive, and the path cut off before: an assertion may name hundreds of roles
  private static final String ACCOUNT = "arn:aws(?:-[a-z]{1,20}+){0,4}+:iam::[0-9]{12}+:";

  private static final Pattern ROLE_START = Pattern.compile(ACCOUNT + "role/");
  private static final Pattern ROLE_PATH = Pattern.compile("[!-~]{1,511}+");
  private static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@-]{1,64}+");
  private static final Pattern PROVIDER_ARN =
      Pattern.compile(ACCOUNT + "saml-provider/[\\w.-]{1,128}+");

  private IamArns() {}

  /**
   * Checks the ARN of a role.
   *
   * @param arn what was given
   * @return the same
   * @throws ConfigurationException if it is none
   */
  public static String requireRole(String arn) {
    if (!isRole(arn)) {
      throw malformed(
          arn, "role", "Write it as arn:aws:iam::123456789012:role/name, path included.");
    }
    return arn;
  }

  /**
   * Checks the ARN of a SAML identity provider.
   *
   * @param arn what was given
   * @return the same
   * @throws ConfigurationException if it is none
   */
  public static String requireProvider(String arn) {
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

  /**
   * Returns the partition.
   *
   * @param arn an ARN that was checked
   * @return for example {@code aws}, {@code aws-cn}, {@code aws-us-gov} or {@code aws-eusc}
   */
  public static String partition(String arn) {
    return arn.split(":", 6)[1];
  }

  /**
   * Returns the account.
   *
   * @param arn an ARN that was checked
   * @return twelve digits
   */
  public static String accountId(String arn) {
    return arn.split(":", 6)[4];
  }
}
