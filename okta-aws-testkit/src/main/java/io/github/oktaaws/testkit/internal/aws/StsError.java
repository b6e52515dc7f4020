package io.github.oktaaws.testkit.internal.aws;

import java.util.Set;

/** A rejection with AWS's error code, which determines the HTTP status. */
final class StsError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Set<String> FORBIDDEN =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "ExpiredToken",
          "IDPRejectedClaim",
          "InvalidClientTokenId",
          "MissingAuthenticationToken",
          "OptInRequired",
          "RegionDisabledException",
          "SignatureDoesNotMatch");

  private final String code;
  private final String text;

  StsError(String code, String message) {
    super(code + ": " + message, null, false, false);
    this.code = code;
    this.text = message;
  }

  static StsError validation(String message) {
    return new StsError("ValidationError", message);
  }

  /** AWS's sentence for a parameter outside its model. The value is left out: it may be secret. */
  static StsError constraint(String parameter, String constraint) {
    String member = Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1);
    return validation(
        "1 validation error detected: Value at '"
            + member
            + "' failed to satisfy constraint: Member must "
            + constraint);
  }

  static StsError invalidToken(String message) {
    return new StsError("InvalidIdentityToken", message);
  }

  static StsError expiredToken(String message) {
    return new StsError("ExpiredTokenException", message);
  }

  static StsError notAuthorized(String action) {
    return new StsError("AccessDenied", "Not authorized to perform sts:" + action);
  }

  String code() {
    return code;
  }

  String text() {
    return text;
  }

  int status() {
    return switch (code) {
      case "InternalFailure", "InternalError" -> 500;
      case "ServiceUnavailable" -> 503;
      default -> FORBIDDEN.contains(code) ? 403 : 400;
    };
  }

  /** Who is at fault, in AWS's words. */
  String type() {
    return status() >= 500 ? "Receiver" : "Sender";
  }
}
