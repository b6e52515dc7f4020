package io.github.oktaaws.testkit.internal.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.OptionalInt;

/** The session policies of a request. */
final class SessionPolicy {
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_ARNS = 10;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private SessionPolicy() {}

  /**
   * Checks the session policies and tells their packed size in percent; empty without any. AWS
   * keeps its packing to itself: here a character counts as a character of 2048.
   */
  static OptionalInt packedSize(QueryRequest request) {
    List<String> arns = request.members("PolicyArns", ".arn");
    if (arns.size() > MAX_ARNS) {
      throw StsError.constraint("PolicyArns", "have length less than or equal to " + MAX_ARNS);
    }
    for (String arn : arns) {
      QueryRequest.checkLength("PolicyArns", arn, 20, 2048);
      if (!arn.matches("arn:[a-z-]+:iam::(aws|\\d{12}):policy/\\S+")) {
        throw StsError.validation("ARN " + arn + " is not valid.");
      }
    }
    String policy = request.optional("Policy").orElse("");
    if (request.optional("Policy").isPresent()) {
      QueryRequest.checkLength("Policy", policy, 1, Integer.MAX_VALUE);
      checkDocument(policy);
    }
    int length = policy.length() + arns.stream().mapToInt(String::length).sum();
    return length == 0 ? OptionalInt.empty() : OptionalInt.of(percent(length));
  }

  private static int percent(int length) {
    int percent = (length * 100 + MAX_LENGTH - 1) / MAX_LENGTH;
    if (percent > 100) {
      throw new StsError(
          "PackedPolicyTooLarge",
          "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
    }
    return percent;
  }

  private static void checkDocument(String policy) {
    JsonNode document;
    try {
      document = JSON.readTree(policy);
    } catch (JsonProcessingException notJson) {
      throw new StsError("MalformedPolicyDocument", "The policy is not in the valid JSON format.");
    }
    if (!document.isObject() || !document.path("Statement").isContainerNode()) {
      throw new StsError("MalformedPolicyDocument", "Missing required field Statement");
    }
  }
}
