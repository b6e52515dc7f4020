package io.github.oktaaws.sts;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/** What AWS could not accept as session policies, said before anything is sent. */
final class SessionPolicies {

  private static final int LONGEST_POLICY = 2048;
  private static final int MOST_ARNS = 10;
  private static final Pattern POLICY_ARN =
      Pattern.compile("arn:[a-z0-9-]+:iam::(aws|\\d{12}):policy/\\S+");

  private SessionPolicies() {}

  static String policy(String json) {
    if (json.length() > LONGEST_POLICY) {
      throw new ConfigurationException(
          "The session policy has " + json.length() + " characters, more than AWS's 2048.",
          "Shorten it, or use a managed policy with policyArns(...).");
    }
    if (!isObject(json)) {
      // the parser's own words would quote the policy
      throw new ConfigurationException(
          "The session policy is not a JSON object.", "Give an IAM policy document.");
    }
    return json;
  }

  static List<String> arns(Collection<String> arns) {
    if (arns.size() > MOST_ARNS) {
      throw new ConfigurationException(
          "There are " + arns.size() + " session policy ARNs, more than AWS's ten.",
          "Combine some of the policies.");
    }
    for (String arn : arns) {
      if (!POLICY_ARN.matcher(arn).matches()) {
        throw new ConfigurationException(
            "\"" + Words.printable(arn) + "\" is not the ARN of an IAM policy.",
            "Give ARNs such as arn:aws:iam::aws:policy/ReadOnlyAccess.");
      }
    }
    return List.copyOf(arns);
  }

  /** Checked ARNs, as the SDK's requests have them. */
  static List<PolicyDescriptorType> described(List<String> arns) {
    return arns.stream().map(arn -> PolicyDescriptorType.builder().arn(arn).build()).toList();
  }

  private static boolean isObject(String json) {
    try {
      return new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(json)
          .isObject();
    } catch (JacksonException e) {
      return false;
    }
  }
}
