package io.github.oktaaws.testkit.internal.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARN of an IAM resource: {@code arn:<partition>:iam::<account>:<type>/<path and name>}. */
record Arn(Partition partition, String account, String type, String path) {
  private static final Pattern IAM =
      Pattern.compile("arn:([a-z-]+):iam::(\\d{12}):([a-z-]+)/([\\u0021-\\u007e]+)");

  /** A request's parameter; throws AWS's ValidationError if it is not an ARN of this type. */
  static Arn parameter(String name, String type, QueryRequest request) {
    String value = request.required(name, 20, 2048);
    Matcher matcher = IAM.matcher(value);
    if (!matcher.matches() || !type.equals(matcher.group(3))) {
      throw StsError.validation(
          value.startsWith("arn:") ? "Request ARN is invalid" : value + " is invalid");
    }
    Optional<Partition> partition = Partition.of(matcher.group(1));
    return new Arn(
        partition.orElseThrow(() -> StsError.validation("Partition in ARN is invalid")),
        matcher.group(2),
        type,
        matcher.group(4));
  }

  /** The friendly name: what follows the last slash. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  Arn sibling(String otherType, String otherPath) {
    return new Arn(partition, account, otherType, otherPath);
  }

  @Override
  public String toString() {
    return "arn:" + partition.id() + ":iam::" + account + ":" + type + "/" + path;
  }
}
