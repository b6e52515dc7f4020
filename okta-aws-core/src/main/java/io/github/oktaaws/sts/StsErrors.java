package io.github.oktaaws.sts;

import io.github.oktaaws.error.AssertionExpiredException;
import io.github.oktaaws.error.AssertionRejectedException;
import io.github.oktaaws.error.AssumeRoleDeniedException;
import io.github.oktaaws.error.AssumeRoleFailedException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RegionDisabledException;
import io.github.oktaaws.error.SessionDurationException;
import io.github.oktaaws.error.SessionPolicyException;
import io.github.oktaaws.error.Step;
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
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;

/**
 * Says what an exception of the SDK means for one request. The SDK maps only some spellings of
 * STS's error codes to classes, so the codes count. The SDK's exception of a refusal is never the
 * cause of ours: STS's validation errors quote the parameter that they complain of, and that may be
 * the assertion.
 */
final class StsErrors {

  private static final String EXCEPTION = "Exception";

  private final StsClients.Located sts;
  private final AssumeRoleWithSamlRequest request;

  StsErrors(StsClients.Located sts, AssumeRoleWithSamlRequest request) {
    this.sts = sts;
    this.request = request;
  }

  OktaAwsException of(SdkException e) {
    if (e instanceof AwsServiceException refusal) {
      return refused(refusal);
    }
    ErrorContext context = ErrorContext.at(Step.ASSUME_ROLE);
    if (isInterrupt(e)) {
      Thread.currentThread().interrupt();
      return new CancelledException("AssumeRoleWithSAML at " + sts.host(), context.cause(e));
    }
    if (isNoAnswer(e)) {
      return new NetworkException(sts.host(), context.cause(e));
    }
    return new AssumeRoleFailedException(
        "something that cannot be used", words(e.getMessage()), false, context);
  }

  OktaAwsException incomplete(AssumeRoleWithSamlResponse answer) {
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
      case "ExpiredToken" -> new AssertionExpiredException(context);
      case "InvalidIdentityToken", "IDPRejectedClaim", "IdpRejectedClaim" ->
          new AssertionRejectedException(code, said, context);
      case "AccessDenied" -> new AssumeRoleDeniedException(request.roleArn(), context);
      case "MalformedPolicyDocument", "PackedPolicyTooLarge" ->
          new SessionPolicyException(code, said, context);
      case "RegionDisabled" -> new RegionDisabledException(sts.region(), context);
      case "ValidationError" ->
          said.contains("MaxSessionDuration")
              ? new SessionDurationException(Duration.ofSeconds(request.durationSeconds()), context)
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

  private static ErrorContext context(@Nullable String requestId) {
    return ErrorContext.at(Step.ASSUME_ROLE)
        .requestId(requestId == null ? null : Words.printable(requestId));
  }

  private String words(@Nullable String said) {
    if (said == null || said.isBlank()) {
      return "no description";
    }
    return Words.printable(UnquotedErrors.unquoted(said, request));
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
