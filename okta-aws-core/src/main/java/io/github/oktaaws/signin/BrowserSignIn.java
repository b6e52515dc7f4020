package io.github.oktaaws.signin;

import io.github.oktaaws.error.BrowserSignInTimedOutException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.internal.http.OktaUrls;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorization code grant with PKCE on a loopback redirect (RFC 6749 section 4.1, RFC 7636,
 * RFC 8252), and another sign-in where there is no browser.
 */
record BrowserSignIn(
    TokenClient client,
    BrowserLauncher launcher,
    SignInPrompt prompt,
    LoopbackPorts ports,
    Duration atMost,
    SignIn fallback)
    implements SignIn {

  private static final Logger LOG = LoggerFactory.getLogger(BrowserSignIn.class);

  @Override
  public OktaTokens signIn() {
    EngineCheck.refuseClassic(client);
    return inBrowser().orElseGet(fallback::signIn);
  }

  private Optional<OktaTokens> inBrowser() {
    Optional<ServerSocket> socket = ports.bind();
    if (socket.isEmpty()) {
      LOG.info("No port of {} is free for the browser to come back to", ports.ports());
      return Optional.empty();
    }
    URI redirectUri = OktaUrls.onLoopback(socket.get().getLocalPort(), RedirectGate.PATH);
    AuthorizationRequest request = AuthorizationRequest.to(redirectUri);
    RedirectGate gate = new RedirectGate(redirectUri.getRawAuthority(), request.state());
    try (LoopbackRedirect redirect = LoopbackRedirect.listen(socket.get(), gate)) {
      URI address = request.address(client);
      if (!opens(address)) {
        return Optional.empty();
      }
      prompt.showBrowser(new BrowserChallenge(client.org().host(), address, atMost));
      return Optional.of(tokens(request, redirect));
    }
  }

  private boolean opens(URI address) {
    try {
      if (launcher.open(address)) {
        return true;
      }
      LOG.info("There is no browser on this machine");
    } catch (RuntimeException e) {
      // its message may quote the address
      LOG.info("The browser could not be opened ({})", e.getClass().getName());
    }
    return false;
  }

  private OktaTokens tokens(AuthorizationRequest request, LoopbackRedirect redirect) {
    BrowserAnswer answer = answer(request, redirect);
    try {
      OktaTokens tokens = tokens(request, answer);
      redirect.end(RedirectPage.SIGNED_IN);
      return tokens;
    } catch (CancelledException e) {
      throw e;
    } catch (RuntimeException e) {
      redirect.end(RedirectPage.NOT_SIGNED_IN);
      throw e;
    }
  }

  private BrowserAnswer answer(AuthorizationRequest request, LoopbackRedirect redirect) {
    try {
      return redirect
          .await(atMost)
          .orElseThrow(
              () ->
                  new BrowserSignInTimedOutException(
                      request.redirectUri().toString(), ErrorContext.at(Step.SIGN_IN)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          "the sign-in at " + client.org().host(), ErrorContext.at(Step.SIGN_IN).cause(e));
    }
  }

  private OktaTokens tokens(AuthorizationRequest request, BrowserAnswer answer) {
    URI token = client.org().endpoints().token();
    if (answer.issuer().filter(issuer -> !OktaUrls.isIssuerOf(issuer, token)).isPresent()) {
      throw new UnexpectedAnswerException(
          "The browser came back from another authorization server than "
              + client.org().host()
              + " (iss).",
          ErrorContext.at(Step.SIGN_IN));
    }
    if (answer.isError()) {
      throw answer.refusal(client);
    }
    HttpAnswer exchanged =
        client.http().startForm(token, request.exchange(client, answer.code())).await();
    if (exchanged.status() != 200) {
      throw client.refused(
          hiding(OktaErrors.read(exchanged, Step.SIGN_IN), request, answer),
          BrowserAnswer.AUTHORIZATION_CODE);
    }
    return answering(request, exchanged);
  }

  /** The tokens, if they are those of this request. */
  private OktaTokens answering(AuthorizationRequest request, HttpAnswer answer) {
    OktaTokens tokens = TokenAnswer.read(answer, client.scopes(), client.clock());
    if (!tokens.idToken().isEmpty()
        && !IdTokenClaims.of(tokens.idToken()).answers(request.nonce())) {
      throw new UnexpectedAnswerException(
          answer.host() + " answered with the ID token of another sign-in (nonce).",
          answer.context(Step.SIGN_IN));
    }
    return tokens;
  }

  /** What the server said, without code and verifier, should it have quoted one. */
  private static OktaErrors hiding(
      OktaErrors error, AuthorizationRequest request, BrowserAnswer answer) {
    String description =
        error
            .description()
            .replace(answer.code(), "[code]")
            .replace(request.pkce().verifier(), "[code verifier]");
    return new OktaErrors(error.code(), description, error.answer(), error.step());
  }

  /** Prints org and ports. */
  @Override
  public String toString() {
    return "BrowserSignIn[" + client.org().host() + ", " + ports.ports() + "]";
  }
}
