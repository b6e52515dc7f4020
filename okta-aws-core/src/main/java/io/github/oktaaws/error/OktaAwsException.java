package io.github.oktaaws.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something went wrong on the way from an Okta sign-in to AWS credentials. Every kind is a final
 * class of this package, says in which {@link Step} it happened, whether trying again can help, and
 * in {@link #remedy()} what a user or an administrator can do about it. Neither the message nor any
 * value of an error holds a token, code, assertion, key or policy.
 */
public abstract sealed class OktaAwsException extends RuntimeException
    permits ConfigurationException,
        ClassicOrgException,
        UnknownClientException,
        ClientAssertionRejectedException,
        UnknownAuthorizationServerException,
        AccessPolicyException,
        GrantTypeNotAllowedException,
        ScopeNotAllowedException,
        UserNotAssignedException,
        AuthorizationDeniedException,
        SignInPolicyException,
        PasswordRejectedException,
        PasswordExpiredException,
        AccountLockedException,
        FactorNotAvailableException,
        CodeRejectedException,
        InteractionRequiredException,
        BrowserSignInTimedOutException,
        AuthorizationExpiredException,
        TimedOutException,
        CancelledException,
        UntrustedVerificationUriException,
        DpopRequiredException,
        DpopProofRejectedException,
        SignInRequiredException,
        NoFederationAppException,
        FederationAppChoiceException,
        AssuranceNotMetException,
        OktaSessionEndedException,
        SubjectTokenRejectedException,
        RefreshTokenRejectedException,
        WebSsoNotAllowedException,
        StepUpRequiredException,
        SamlPageException,
        InvalidAssertionException,
        NoRolesException,
        RoleNotInAssertionException,
        RoleChoiceException,
        AssumeRoleDeniedException,
        AssertionExpiredException,
        AssertionRejectedException,
        WebIdentityExpiredException,
        WebIdentityRejectedException,
        SessionDurationException,
        SessionPolicyException,
        RegionDisabledException,
        AssumeRoleFailedException,
        NetworkException,
        RateLimitedException,
        ServerErrorException,
        UnexpectedAnswerException,
        OAuthErrorException {

  private final transient Step step;
  private final transient String remedy;
  private final transient boolean retryable;
  private final transient @Nullable String requestId;

  OktaAwsException(String problem, String remedy, boolean retryable, ErrorContext context) {
    super(message(problem, remedy, context), context.cause());
    this.step = context.step();
    this.remedy = remedy;
    this.retryable = retryable;
    this.requestId = context.requestId();
  }

  /**
   * Returns the step that failed.
   *
   * @return the step
   */
  public final Step step() {
    return step;
  }

  /**
   * Tells whether the same call, made again, may succeed without anybody changing anything.
   *
   * @return whether trying again can help
   */
  public final boolean retryable() {
    return retryable;
  }

  /**
   * Returns what a user or an administrator can do about it.
   *
   * @return one or two sentences
   */
  public final String remedy() {
    return remedy;
  }

  /**
   * Returns the id under which the server's logs hold the failed request.
   *
   * @return Okta's {@code X-Okta-Request-Id} or AWS's request id, if a server answered
   */
  public final Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  private static String message(String problem, String remedy, ErrorContext context) {
    String id = context.requestId() == null ? "" : " (request id " + context.requestId() + ")";
    String end = problem.endsWith(".") ? "" : ".";
    return context.step().words() + ": " + problem + end + " " + remedy + id;
  }
}
