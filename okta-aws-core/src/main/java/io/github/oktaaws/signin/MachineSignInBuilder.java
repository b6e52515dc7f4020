package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.ConfigurationException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Builds the sign-in of a machine. Not safe for use by several threads; what it builds is. */
public final class MachineSignInBuilder {

  /** What okta-aws-cli asks for as well. */
  static final List<String> DEFAULT_SCOPES = List.of("okta-m2m-access");

  private final OktaOrg org;
  private final String clientId;
  private final ClientKey key;
  private Collection<String> scopes = DEFAULT_SCOPES;
  private Clock clock = Clock.systemUTC();
  private MonotonicTime time = MonotonicTime.SYSTEM;

  MachineSignInBuilder(OktaOrg org, String clientId, ClientKey key) {
    this.org = Objects.requireNonNull(org, "org");
    this.clientId = Objects.requireNonNull(clientId, "clientId");
    this.key = Objects.requireNonNull(key, "key");
  }

  /**
   * Which scopes to ask for, instead of {@code okta-m2m-access}. Okta knows none by that name: the
   * authorization server must have it, and a rule of its access policies must allow it.
   *
   * @param scopes the scopes, in the order in which they are sent
   * @return this builder
   */
  public MachineSignInBuilder scopes(Collection<String> scopes) {
    this.scopes = List.copyOf(scopes);
    return this;
  }

  /**
   * The clock that the assertions are dated by and {@link OktaTokens#receivedAt()} is read from;
   * the system's unless set.
   *
   * @param clock the clock
   * @return this builder
   */
  public MachineSignInBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  MachineSignInBuilder time(MonotonicTime time) {
    this.time = time;
    return this;
  }

  /**
   * Builds the sign-in. Nothing is sent.
   *
   * @return the sign-in
   * @throws ConfigurationException if the client ID is blank, or the scopes are empty or malformed
   */
  public SignIn build() {
    if (clientId.isBlank()) {
      throw new ConfigurationException(
          "The client ID is blank.", "Copy it from the service app in the Okta Admin Console.");
    }
    return new MachineSignIn(
        org, new ClientAssertion(clientId, key, clock), Scopes.checked(scopes), time);
  }
}
