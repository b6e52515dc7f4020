package io.github.oktaaws.internal.http;

import io.github.oktaaws.error.DpopProofRejectedException;
import io.github.oktaaws.error.DpopRequiredException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.error.UnknownAuthorizationServerException;
import io.github.oktaaws.error.UnknownClientException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two shapes of Okta's errors, OAuth's ({@code error}, {@code error_description}; RFC
 * 6749 section 5.2) and the management API's ({@code errorCode}, {@code errorSummary}), and names
 * those that mean the same wherever they occur.
 *
 * @param code {@code error} or {@code errorCode}
 * @param description {@code error_description} or {@code errorSummary}, fit to be shown
 * @param answer the answer it was read from
 * @param step the step that asked
 */
public record OktaErrors(String code, String description, HttpAnswer answer, Step step) {

  /** What no prose holds: a JWT, or as many characters without a blank as a token has. */
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w.-]*|[\\w.~+/=-]{80,}");

  /**
   * Only an address that is not an authorization server's has OAuth's errors answered with this.
   */
  private static final String NOT_FOUND = "E0000007";

  /** Okta's words for a rate limit that comes as {@code invalid_grant}, for example of a push. */
  private static final Pattern RATE_LIMIT =
      Pattern.compile("exceeded the rate limit", Pattern.CASE_INSENSITIVE);

  /** As {@link #TOKEN}, where nobody knows which codes the request held. */
  private static final Pattern CODE = Pattern.compile("[\\w.~+/=-]{20,}");

  /** RFC 9449 sections 5 and 8. */
  private static final Set<String> PROOF_PROBLEMS = Set.of("invalid_dpop_proof", "use_dpop_nonce");

  private record Body(
      @Nullable String error,
      @Nullable String errorDescription,
      @Nullable String errorCode,
      @Nullable String errorSummary) {

    static Body from(JsonObject json) {
      return new Body(
          json.text("error"),
          json.text("error_description"),
          json.text("errorCode"),
          json.text("errorSummary"));
    }
  }

  /**
   * Reads an error.
   *
   * @param answer an answer whose status is not 2xx
   * @param step the step that asked
   * @return the error
   * @throws OktaAwsException if the answer is a rate limit, a server's failure, about a proof of
   *     possession, or not an error of either shape: these mean the same at every step
   */
  public static OktaErrors read(HttpAnswer answer, Step step) {
    ErrorContext context = answer.context(step);
    if (answer.status() == 429) {
      throw new RateLimitedException(answer.askedWait().orElse(Duration.ofSeconds(60)), context);
    }
    if (answer.status() >= 500) {
      throw new ServerErrorException(answer.host(), answer.status(), context);
    }
    if (!answer.isJson()) {
      throw new UnexpectedAnswerException(
          answer.host()
              + " answered HTTP "
              + answer.status()
              + " with "
              + answer.contentType()
              + ".",
          context);
    }
    Body body = Json.read(answer, Body::from, step);
    requireNoProofProblem(body.error(), printable(body.errorDescription()), answer, step);
    if (body.error() != null) {
      if (body.errorDescription() != null && RATE_LIMIT.matcher(body.errorDescription()).find()) {
        throw new RateLimitedException(answer.askedWait().orElse(Duration.ofSeconds(60)), context);
      }
      return new OktaErrors(
          Words.printable(body.error()), printable(body.errorDescription()), answer, step);
    }
    if (body.errorCode() != null) {
      return new OktaErrors(
          Words.printable(body.errorCode()), printable(body.errorSummary()), answer, step);
    }
    throw new UnexpectedAnswerException(
        answer.host() + " answered HTTP " + answer.status() + " without saying why.", context);
  }

  /**
   * Throws what an answer says about a proof of possession in its {@code WWW-Authenticate} header
   * (RFC 9449 section 7.1), if it does.
   *
   * @param answer an answer whose status is not 2xx
   * @param step the step that asked
   * @throws OktaAwsException if it does
   */
  public static void requireNoProofProblem(HttpAnswer answer, Step step) {
    for (String challenge : answer.headers("WWW-Authenticate")) {
      for (String code : PROOF_PROBLEMS) {
        if (challenge.contains('"' + code + '"')) {
          requireNoProofProblem(code, code, answer, step);
        }
      }
    }
  }

  private static void requireNoProofProblem(
      @Nullable String code, String description, HttpAnswer answer, Step step) {
    if (code != null && PROOF_PROBLEMS.contains(code)) {
      throw answer.proved()
          ? new DpopProofRejectedException(
              CODE.matcher(description).replaceAll("…"), answer.context(step))
          : new DpopRequiredException(answer.context(step));
    }
  }

  /**
   * Where it happened.
   *
   * @return the step and the request id
   */
  public ErrorContext context() {
    return answer.context(step);
  }

  /**
   * What this error means for a client that used a grant.
   *
   * @param clientId the OIDC client id
   * @param grantType the grant as the Admin Console names it
   * @param scopes what was asked for, separated by spaces
   * @return the exception to throw
   */
  public OktaAwsException forClient(String clientId, String grantType, String scopes) {
    return switch (code) {
      case "invalid_client" -> new UnknownClientException(clientId, context());
      case "unauthorized_client" ->
          new GrantTypeNotAllowedException(clientId, grantType, context());
      case "invalid_scope" -> new ScopeNotAllowedException(scopes, context());
      case NOT_FOUND ->
          new UnknownAuthorizationServerException(answer.host(), description, context());
      default -> new OAuthErrorException(code, description, context());
    };
  }

  private static String printable(@Nullable String text) {
    return text == null || text.isBlank()
        ? "no description"
        : Words.printable(TOKEN.matcher(text).replaceAll("…"));
  }
}
