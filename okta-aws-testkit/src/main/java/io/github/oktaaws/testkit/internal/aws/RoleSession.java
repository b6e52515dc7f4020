package io.github.oktaaws.testkit.internal.aws;

import java.time.Instant;
import javax.xml.stream.XMLStreamException;

/** One session of a role and its temporary credentials. */
record RoleSession(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Instant expiration,
    Arn role,
    String roleId,
    String name) {

  String arn() {
    return "arn:"
        + role.partition().id()
        + ":sts::"
        + role.account()
        + ":assumed-role/"
        + role.name()
        + "/"
        + name;
  }

  String userId() {
    return roleId + ":" + name;
  }

  void writeTo(QueryAnswers.Elements result) throws XMLStreamException {
    result.element(
        "Credentials",
        credentials -> {
          credentials.text("AccessKeyId", accessKeyId);
          credentials.text("SecretAccessKey", secretAccessKey);
          credentials.text("SessionToken", sessionToken);
          credentials.text("Expiration", expiration.toString());
        });
    result.element(
        "AssumedRoleUser",
        user -> {
          user.text("AssumedRoleId", userId());
          user.text("Arn", arn());
        });
  }

  @Override
  public String toString() {
    return "RoleSession[" + arn() + ", " + accessKeyId + ", until " + expiration + "]";
  }
}
