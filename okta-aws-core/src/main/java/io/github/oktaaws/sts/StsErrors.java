package io.github.oktaaws.sts;

import io.github.oktaaws.error.AssumeRoleDeniedException;
import io.github.oktaaws.error.AssumeRoleFailedException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RegionDisabledException;
import io.github.oktaaws.error.SessionDurationException;
import io.github.oktaaws.error.SessionPolicyException;
import io.github.oktaaws.internal.http.Words;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsResponse;

/**
 * Says what an exception of the SDK means for one request. The SDK maps only some spellings of
 * STS's error codes to classes, so the codes count. The SDK's exception of a refusal is never the
 * cause of ours: STS's validation errors quote the parameter that they complain of, and that may be
 * the assertion or token.
 */
final class StsErrors {

  private static final String EXCEPTION = "Exception";

  private final StsClients.Located sts;
  private final RoleCall call;
  private final RoleSessionTerms terms;
  private final Duration duration;

  StsErrors(StsClients.Located sts, RoleCall call, RoleSessionTerms terms, Duration duration) {
    this.sts = sts;
    this.call = call;
    this.terms = terms;
    this.duration = duration;
  }

  OktaAwsException of(SdkException e) {
    if (e instanceof AwsServiceException refusal) {
      return refused(refusal);
    }
    ErrorContext context = ErrorContext.at(call.step());
    if (isInterrupt(e)) {
      Thread.currentThread().interrupt();
      return new CancelledException(call.step().words() + " at " + sts.host(), context.cause(e));
    }
    if (isNoAnswer(e)) {
      return new NetworkException(sts.host(), context.cause(e));
    }
    return new AssumeRoleFailedException(
        "something that cannot be used", words(e.getMessage()), false, context);
  }

  OktaAwsException incomplete(StsResponse answer) {
    String requestId =
        answer.responseMetadata() == null ? null : answer.responseMetadata().requestId();
    return new AssumeRoleFailedException(
        "without credentials",
        "access key, secret key, session token or expiration is missing",
        false,
        context(requestId));
  }

  private OktaAwsException refused(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String given = details == null ? null : details.errorCode();
    String code =
        given == null || given.isBlank() ? "HTTP " + e.statusCode() : Words.printable(given);
    String said = words(details == null ? null : details.errorMessage());
    ErrorContext context = context(e.requestId());
    return switch (withoutSuffix(code)) {
      case "ExpiredToken" -> call.expired(context);
      case "InvalidIdentityToken", "IDPRejectedClaim", "IdpRejectedClaim" ->
          call.rejected(code, said, context);
      case "AccessDenied" -> new AssumeRoleDeniedException(call.roleArn(), context);
      case "MalformedPolicyDocument", "PackedPolicyTooLarge" ->
          new SessionPolicyException(code, said, context);
      case "RegionDisabled" -> new RegionDisabledException(sts.region(), context);
      case "ValidationError" ->
          said.contains("MaxSessionDuration")
              ? new SessionDurationException(duration, context)
              : new AssumeRoleFailedException(code, said, false, context);
      default -> new AssumeRoleFailedException(code, said, isPassing(e, code), context);
    };
  }

  private static boolean isPassing(AwsServiceException e, String code) {
    return e.statusCode() >= 500
        || e.isThrottlingException()
        || withoutSuffix(code).equalsIgnoreCase("IDPCommunicationError");
  }

  private static String withoutSuffix(String code) {
    return code.endsWith(EXCEPTION) ? code.substring(0, code.length() - EXCEPTION.length()) : code;
  }

  private ErrorContext context(@Nullable String requestId) {
    return ErrorContext.at(call.step())
        .requestId(requestId == null ? null : Words.printable(requestId));
  }

  private String words(@Nullable String said) {
    if (said == null || said.isBlank()) {
      return "no description";
    }
    return Words.printable(
        UnquotedErrors.unquoted(said, call.proof(), terms.sessionPolicy().orElse(null)));
  }

  private static boolean isInterrupt(SdkException e) {
    boolean interrupted = e instanceof AbortedException || Thread.currentThread().isInterrupted();
    for (Throwable t = e; t != null && !interrupted; t = t.getCause()) {
      interrupted = t instanceof InterruptedException;
    }
    return interrupted;
  }

  private static boolean isNoAnswer(SdkException e) {
    boolean noAnswer =
        e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException;
    for (Throwable t = e; t != null && !noAnswer; t = t.getCause()) {
      noAnswer = t instanceof IOException;
    }
    return noAnswer;
  }
}
