package io.github.oktaaws.signin;

import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RateLimitedException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.internal.http.Exchange;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.signin.PollAnswer.Granted;
import io.github.oktaaws.signin.PollAnswer.Pending;
import io.github.oktaaws.signin.PollAnswer.SlowDown;
import io.github.oktaaws.signin.PollAnswer.Unavailable;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The token request that is sent again until a person has approved (RFC 8628 section 3.4), and its
 * answers (section 3.5), which Okta's out-of-band grants share.
 */
final class GrantPoll implements TokenPoll {

  private final TokenClient client;
  private final PolledGrant grant;
  private volatile @Nullable Exchange underWay;
  private volatile boolean cancelled;
  private boolean perhapsSpent;

  GrantPoll(TokenClient client, PolledGrant grant) {
    this.client = client;
    this.grant = grant;
  }

  @Override
  public PollAnswer send(Duration atMost) {
    boolean before = perhapsSpent;
    perhapsSpent = true;
    try {
      Optional<HttpAnswer> answer = exchange(atMost);
      if (answer.isEmpty()) {
        return new Unavailable(
            Duration.ZERO,
            new NetworkException(client.org().host(), ErrorContext.at(Step.SIGN_IN)));
      }
      perhapsSpent = before;
      return read(answer.get());
    } catch (NetworkException e) {
      if (isCertificateProblem(e)) {
        throw e;
      }
      return new Unavailable(Duration.ZERO, e);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    Exchange exchange = underWay;
    if (exchange != null) {
      exchange.cancel();
    }
  }

  private Optional<HttpAnswer> exchange(Duration atMost) {
    Exchange exchange = client.http().startForm(client.org().endpoints().token(), grant.form());
    underWay = exchange;
    if (cancelled) {
      exchange.cancel();
    }
    try {
      return exchange.await(atMost);
    } finally {
      underWay = null;
    }
  }

  private PollAnswer read(HttpAnswer answer) {
    int status = answer.status();
    if (status == 200) {
      return new Granted(TokenAnswer.read(answer, client.scopes(), client.clock()));
    }
    if (status == 408 || status == 429 || status >= 500) {
      // a gateway may fail after the server behind it has given the tokens
      perhapsSpent |= status != 429;
      return new Unavailable(
          answer.askedWait().orElse(Duration.ZERO),
          new ServerErrorException(answer.host(), status, answer.context(Step.SIGN_IN)));
    }
    if (status < 400) {
      throw new UnexpectedAnswerException(
          answer.host() + " answered HTTP " + status + " to a poll.", answer.context(Step.SIGN_IN));
    }
    try {
      return read(OktaErrors.read(answer, Step.SIGN_IN));
    } catch (RateLimitedException e) {
      return new Unavailable(e.askedWait(), e);
    }
  }

  private PollAnswer read(OktaErrors error) {
    switch (error.code().toLowerCase(Locale.ROOT)) {
      case "authorization_pending" -> {
        perhapsSpent = false;
        return new Pending();
      }
      case "slow_down" -> {
        perhapsSpent = false;
        return new SlowDown();
      }
      case "expired_token" -> throw new AuthorizationExpiredException(error.context());
      case "access_denied" -> throw client.denied(grant.hiding(error));
      case "invalid_grant" -> throw invalidGrant(error);
      case "invalid_client", "unauthorized_client", "invalid_scope" ->
          throw client.refused(error, grant.name());
      default -> throw other(error);
    }
  }

  private OktaAwsException invalidGrant(OktaErrors error) {
    return perhapsSpent
        ? new UnexpectedAnswerException(
            "An answer of "
                + error.answer().host()
                + " was lost on its way, and the tokens in it cannot be fetched again"
                + " (invalid_grant). Start the sign-in again.",
            error.context())
        : other(error);
  }

  private OktaAwsException other(OktaErrors error) {
    return new OAuthErrorException(
        error.code(), grant.hiding(error).description(), error.context());
  }

  private static boolean isCertificateProblem(NetworkException e) {
    for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
      if (t instanceof SSLPeerUnverifiedException
          || t instanceof CertificateException
          || t instanceof CertPathValidatorException
          || t instanceof CertPathBuilderException) {
        return true;
      }
    }
    return false;
  }
}
