package io.github.oktaaws;

import io.github.oktaaws.Turns.Caller;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.RefreshTokenRejectedException;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.TokenRefreshService;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ladder's rung before the person: new tokens for the refresh token, which is spent once. */
final class RefreshOfSession {

  private static final Logger LOG = LoggerFactory.getLogger(OktaAwsSession.class);

  private final TokenRefreshService step;
  private final TokensOfSession tokens;
  private final PersonOfSession person;
  private final String org;

  RefreshOfSession(SessionSettings<?> options, TokensOfSession tokens, PersonOfSession person) {
    this.step = options.tokenRefreshStep();
    this.tokens = tokens;
    this.person = person;
    this.org = options.orgHost();
  }

  /**
   * New tokens in place of some, if there is a refresh token and Okta accepts it. Only Okta's clear
   * no costs the refresh token; other trouble may be a proxy's.
   */
  Optional<OktaTokens> inPlaceOf(OktaTokens old, Caller caller) {
    if (!tokens.areRefreshable(old)) {
      return Optional.empty();
    }
    OktaTokens refreshed;
    try {
      refreshed = refreshOnce(old);
    } catch (RefreshTokenRejectedException | GrantTypeNotAllowedException e) {
      LOG.info("The sign-in at {} could not be refreshed: {}", org, e.getMessage());
      return afterRefusalOf(old);
    } catch (OktaAwsException e) {
      if (e.retryable() || !caller.mayAsk()) {
        throw e;
      }
      LOG.info("The sign-in at {} could not be refreshed: {}", org, e.getMessage());
      return Optional.empty();
    }
    tokens.keepRefreshed(refreshed);
    person.note(refreshed, false);
    return Optional.of(refreshed);
  }

  /** Where a store's locks do not reach, as over a network, somebody else may have spent it. */
  private Optional<OktaTokens> afterRefusalOf(OktaTokens old) {
    Optional<OktaTokens> now = tokens.newest();
    if (now.filter(old::equals).isPresent()) {
      tokens.keepSpent(old);
      return Optional.empty();
    }
    return now.filter(tokens::areFresh).map(tokens::adopt);
  }

  /**
   * An answer that was lost may have been the one with the next refresh token. Servers that rotate
   * them accept the one before for some seconds: that is the only time to use it again.
   */
  private OktaTokens refreshOnce(OktaTokens old) {
    try {
      return step.refresh(old);
    } catch (NetworkException e) {
      if (e.getCause() instanceof ConnectException
          || e.getCause() instanceof UnknownHostException) {
        throw e;
      }
      LOG.debug("The answer to a refresh at {} was lost; asking once more", org);
      return step.refresh(old);
    }
  }
}
