package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Builds a direct sign-in: user name, password and a second factor, without a browser. Not safe for
 * use by several threads; what it builds is.
 */
public final class DirectSignInBuilder {

  /** What is asked for unless {@link #scopes} says otherwise. */
  static final List<String> DEFAULT_SCOPES = List.of("openid", "profile");

  private final OktaOrg org;
  private final String clientId;
  private final String username;
  private final PasswordSource password;
  private final DirectPrompt prompt;
  private Set<DirectFactor> factors = new LinkedHashSet<>(List.of(DirectFactor.values()));
  private Collection<String> scopes = DEFAULT_SCOPES;
  private Duration atMost = Duration.ofMinutes(5);
  private Clock clock = Clock.systemUTC();
  private MonotonicTime time = MonotonicTime.SYSTEM;

  DirectSignInBuilder(
      OktaOrg org, String clientId, String username, PasswordSource password, DirectPrompt prompt) {
    this.org = Objects.requireNonNull(org, "org");
    this.clientId = Objects.requireNonNull(clientId, "clientId");
    this.username = Objects.requireNonNull(username, "username");
    this.password = Objects.requireNonNull(password, "password");
    this.prompt = Objects.requireNonNull(prompt, "prompt");
  }

  /**
   * Which second factors may be used, the preferred one first; by default {@code PUSH}, {@code
   * SMS}, {@code VOICE}, {@code OTP}. The next one is tried where Okta says that the person does
   * not have one. Where {@code OTP} is first, the code is asked for at once, as Okta's guide to the
   * MFA OTP grant has it.
   *
   * @param factors the factors
   * @return this builder
   */
  public DirectSignInBuilder factors(DirectFactor... factors) {
    this.factors = new LinkedHashSet<>(List.of(factors));
    return this;
  }

  /**
   * Which scopes to ask for, instead of {@code openid profile}.
   *
   * @param scopes the scopes, in the order in which they are sent
   * @return this builder
   */
  public DirectSignInBuilder scopes(Collection<String> scopes) {
    this.scopes = List.copyOf(scopes);
    return this;
  }

  /**
   * How long to wait for the person to approve on the phone; five minutes unless set. Okta's own
   * limit ends it as well.
   *
   * @param atMost the longest wait
   * @return this builder
   */
  public DirectSignInBuilder atMost(Duration atMost) {
    this.atMost = Objects.requireNonNull(atMost, "atMost");
    return this;
  }

  /**
   * The clock that {@link OktaTokens#receivedAt()} is read from; the system's unless set. Waiting
   * does not depend on it.
   *
   * @param clock the clock
   * @return this builder
   */
  public DirectSignInBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  DirectSignInBuilder time(MonotonicTime time) {
    this.time = time;
    return this;
  }

  /**
   * Builds the sign-in. Nothing is sent, and the password is not asked for.
   *
   * @return the sign-in
   * @throws ConfigurationException if client ID or user name are blank, there is no factor, or the
   *     scopes are empty or malformed
   */
  public SignIn build() {
    if (username.isBlank()) {
      throw new ConfigurationException(
          "The user name is blank.", "Give the name that the person signs in to Okta with.");
    }
    if (factors.isEmpty()) {
      throw new ConfigurationException(
          "No second factor is allowed.", "Leave the factors as they are, or give at least one.");
    }
    TokenClient client = TokenClient.of(org, clientId, scopes, clock);
    PasswordGrant first = new PasswordGrant(client, username, password);
    SecondFactor second = new SecondFactor(client, List.copyOf(factors), prompt, atMost, time);
    return () -> first.send().tokens(second);
  }
}
