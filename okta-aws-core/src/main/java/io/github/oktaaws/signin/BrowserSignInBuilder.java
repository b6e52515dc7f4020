package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a sign-in in a browser on this machine. Not safe for use by several threads; what it
 * builds is.
 */
public final class BrowserSignInBuilder {

  /** The one port that is used unless others are given. */
  public static final int DEFAULT_PORT = 28471;

  /** More than anybody waits, and less than nanoseconds can hold. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private static final Duration LONGEST_DEVICE_SIGN_IN = Duration.ofMinutes(30);

  private final OktaOrg org;
  private final String clientId;
  private final BrowserLauncher launcher;
  private final SignInPrompt prompt;
  private List<Integer> ports = List.of(DEFAULT_PORT);
  private Collection<String> scopes = DeviceAuthorizationService.DEFAULT_SCOPES;
  private Duration atMost = Duration.ofMinutes(5);
  private Clock clock = Clock.systemUTC();
  private @Nullable SignIn fallback;

  BrowserSignInBuilder(
      OktaOrg org, String clientId, BrowserLauncher launcher, SignInPrompt prompt) {
    this.org = Objects.requireNonNull(org, "org");
    this.clientId = Objects.requireNonNull(clientId, "clientId");
    this.launcher = Objects.requireNonNull(launcher, "launcher");
    this.prompt = Objects.requireNonNull(prompt, "prompt");
  }

  /**
   * The ports on 127.0.0.1 that the browser may come back to, instead of {@value #DEFAULT_PORT};
   * the first that is free is used. Okta wants each registered in the OIDC app as {@code
   * http://127.0.0.1:PORT/callback}. Port 0 lets the system choose, for authorization servers that
   * take any port on loopback (RFC 8252 section 7.3).
   *
   * @param ports the ports, in the order in which they are tried
   * @return this builder
   */
  public BrowserSignInBuilder ports(int... ports) {
    this.ports = Arrays.stream(ports).boxed().toList();
    return this;
  }

  /**
   * Which scopes to ask for, instead of those of {@link DeviceAuthorizationService#DEFAULT_SCOPES}.
   *
   * @param scopes the scopes, in the order in which they are sent
   * @return this builder
   */
  public BrowserSignInBuilder scopes(Collection<String> scopes) {
    this.scopes = List.copyOf(scopes);
    return this;
  }

  /**
   * How long to wait for the person to come back from the browser; five minutes unless set.
   *
   * @param atMost the longest wait
   * @return this builder
   */
  public BrowserSignInBuilder atMost(Duration atMost) {
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
  public BrowserSignInBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /**
   * How the person signs in where there is no browser, or no port is free; by default on any
   * device, with the same scopes and prompt.
   *
   * @param fallback the other sign-in
   * @return this builder
   */
  public BrowserSignInBuilder fallback(SignIn fallback) {
    this.fallback = Objects.requireNonNull(fallback, "fallback");
    return this;
  }

  /**
   * Builds the sign-in. Nothing is sent, and no port is taken.
   *
   * @return the sign-in
   * @throws ConfigurationException if the client ID is blank, the scopes are empty or malformed, or
   *     the ports are none or not ports
   */
  public SignIn build() {
    if (ports.isEmpty() || ports.stream().anyMatch(port -> port < 0 || port > 65_535)) {
      throw new ConfigurationException(
          "The ports " + ports + " are none that a browser can come back to.",
          "Give ports from 1 to 65535, each registered as http://127.0.0.1:PORT/callback, or 0.");
    }
    return new BrowserSignIn(
        TokenClient.of(org, clientId, scopes, clock),
        launcher,
        prompt,
        new LoopbackPorts(ports),
        atMost.compareTo(LONGEST_WAIT) < 0 ? atMost : LONGEST_WAIT,
        fallback == null ? onAnyDevice() : fallback);
  }

  private SignIn onAnyDevice() {
    DeviceAuthorizationService authorization =
        DeviceAuthorizationService.builder(org, clientId).scopes(scopes).clock(clock).build();
    return SignIn.onAnyDevice(authorization, prompt, LONGEST_DEVICE_SIGN_IN);
  }
}
