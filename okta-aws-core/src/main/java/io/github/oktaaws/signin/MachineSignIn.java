package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.AccessPolicyException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ClientAssertionRejectedException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.internal.http.OktaHttp;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client credentials grant (RFC 6749 section 4.4). */
final class MachineSignIn implements SignIn {

  private static final Logger LOG = LoggerFactory.getLogger(MachineSignIn.class);
  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration TELLING_SKEW = Duration.ofMinutes(1);

  private final OktaOrg org;
  private final ClientAssertion assertion;
  private final Set<String> scopes;
  private final MonotonicTime time;
  private final OktaHttp http;

  MachineSignIn(OktaOrg org, ClientAssertion assertion, Set<String> scopes, MonotonicTime time) {
    this.org = org;
    this.assertion = assertion;
    this.scopes = scopes;
    this.time = time;
    this.http = new OktaHttp(org::httpClient, Step.SIGN_IN);
  }

  /** Nothing is spent by a try that fails, and nobody is there to try again. */
  @Override
  public OktaTokens signIn() {
    Duration pause = FIRST_PAUSE;
    for (int tried = 1; ; tried++) {
      try {
        return request();
      } catch (NetworkException | ServerErrorException e) {
        if (tried == TRIES) {
          throw e;
        }
        LOG.debug("Signing in at {} once more: {}", org.host(), e.getMessage());
      }
      pause(pause);
      pause = pause.multipliedBy(3);
    }
  }

  private OktaTokens request() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("scope", String.join(" ", scopes));
    URI address = org.endpoints().token();
    HttpAnswer answer =
        http.postForm(
            address,
            () -> assertion.authenticated(form, address),
            Map.of("Accept", "application/json"));
    if (answer.status() != 200) {
      throw refusal(OktaErrors.read(answer, Step.SIGN_IN));
    }
    return TokenAnswer.read(answer, scopes, assertion.clock());
  }

  private OktaAwsException refusal(OktaErrors error) {
    String clientId = assertion.clientId();
    return switch (error.code()) {
      case "invalid_client" ->
          new ClientAssertionRejectedException(
              clientId, assertion.key().keyId(), withSkew(error), error.context());
      case "access_denied" ->
          new AccessPolicyException(clientId, error.description(), error.context());
      default -> error.forClient(clientId, "Client Credentials", String.join(" ", scopes));
    };
  }

  /** A wrong clock is a usual reason, and the one that nobody thinks of. */
  private String withSkew(OktaErrors error) {
    return error
        .answer()
        .date()
        .map(date -> Duration.between(date, assertion.clock().instant()))
        .filter(skew -> skew.abs().compareTo(TELLING_SKEW) > 0)
        .map(
            skew ->
                error.description()
                    + " This machine's clock is "
                    + skew.abs().toSeconds()
                    + " seconds "
                    + (skew.isNegative() ? "behind" : "ahead of")
                    + " the org's.")
        .orElse(error.description());
  }

  private void pause(Duration pause) {
    try {
      time.pause(pause, new CountDownLatch(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          "the sign-in at " + org.host(), ErrorContext.at(Step.SIGN_IN).cause(e));
    }
  }

  /** Prints the org and the client. */
  @Override
  public String toString() {
    return "SignIn[" + org.host() + ", " + assertion.clientId() + ", " + assertion.key() + "]";
  }
}
