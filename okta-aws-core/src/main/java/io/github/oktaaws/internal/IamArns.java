package io.github.oktaaws.internal;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.Objects;
import java.util.regex.Pattern;

/** The ARNs of IAM roles and SAML providers, in any partition (IAM API reference, CreateRole). */
public final class IamArns {

  private static final String ACCOUNT = "arn:aws(?:-[a-z]{1,20}){0,4}:iam::[0-9]{12}:";
  private static final String ROLE = ACCOUNT + "role/(?:[!-~]{1,511}/)?[\\w+=,.@-]{1,64}";
  private static final String PROVIDER = ACCOUNT + "saml-provider/[\\w.-]{1,128}";

  private static final Pattern ROLE_ARN = Pattern.compile(ROLE);
  private static final Pattern PROVIDER_ARN = Pattern.compile(PROVIDER);

  private IamArns() {}

  /**
   * Checks the ARN of a role.
   *
   * @param arn what was given
   * @return the same
   * @throws ConfigurationException if it is none
   */
  public static String requireRole(String arn) {
    return require(
        arn, ROLE_ARN, "role", "Write it as arn:aws:iam::123456789012:role/name, path included.");
  }

  /**
   * Checks the ARN of a SAML identity provider.
   *
   * @param arn what was given
   * @return the same
   * @throws ConfigurationException if it is none
   */
  public static String requireProvider(String arn) {
    return require(
        arn,
        PROVIDER_ARN,
        "SAML identity provider",
        "Write it as arn:aws:iam::123456789012:saml-provider/name.");
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

  private static String require(String arn, Pattern grammar, String what, String remedy) {
    Objects.requireNonNull(arn, what);
    if (!grammar.matcher(arn).matches()) {
      throw new ConfigurationException(
          "\"" + Words.printable(arn) + "\" is not the ARN of an IAM " + what + ".", remedy);
    }
    return arn;
  }
}
