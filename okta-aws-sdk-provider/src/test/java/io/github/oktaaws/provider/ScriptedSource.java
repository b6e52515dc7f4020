package io.github.oktaaws.provider;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A source of credentials, one-hour ones unless told otherwise. Those of its first call are of
 * generation 1, and so on: key id, secret key and session token end with the generation.
 */
final class ScriptedSource implements RoleCredentialsSource {

  static final String ROLE = "arn:aws:iam::123456789012:role/Analyst";

  private final String secret = "secret-" + UUID.randomUUID() + "-";
  private final String token = "token-" + UUID.randomUUID() + "-";
  private final Clock clock;
  private final Duration clockIsAhead;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<RoleCredentials> given = new CopyOnWriteArrayList<>();
  private volatile Duration lifetime = Duration.ofHours(1);
  private volatile Duration age = Duration.ZERO;
  private volatile Runnable before = () -> {};
  private volatile Function<Request, Optional<Throwable>> failure = request -> Optional.empty();

  ScriptedSource(Clock clock) {
    this(clock, Duration.ZERO);
  }

  /** A source whose STS knows better: the host's clock is ahead of it. */
  ScriptedSource(Clock clock, Duration clockIsAhead) {
    this.clock = clock;
    this.clockIsAhead = clockIsAhead;
    Planted.secrets(secret, token);
  }

  /** What happens in each call, on its thread, before the credentials are there. */
  ScriptedSource before(Runnable step) {
    this.before = step;
    return this;
  }

  ScriptedSource failsWith(Throwable thrown) {
    this.failure = request -> Optional.of(thrown);
    return this;
  }

  ScriptedSource succeeds() {
    this.failure = request -> Optional.empty();
    return this;
  }

  /** Fails calls that may not ask the person, as a session does when nobody is signed in. */
  ScriptedSource needsThePerson() {
    this.failure =
        request ->
            request.mayAsk()
                ? Optional.empty()
                : Optional.of(
                    new SignInRequiredException(
                        "the sign-in is over", ErrorContext.at(Step.SIGN_IN)));
    return this;
  }

  /** How long credentials live from now on. */
  ScriptedSource lifetime(Duration lifetime) {
    this.lifetime = lifetime;
    return this;
  }

  /** Credentials come out of a store, in which they have been for so long. */
  ScriptedSource age(Duration age) {
    this.age = age;
    return this;
  }

  @Override
  public RoleCredentials get(Request request) {
    requests.add(request);
    threads.add(Thread.currentThread());
    int generation = requests.size();
    before.run();
    failure.apply(request).ifPresent(ScriptedSource::sneak);
    Instant now = clock.instant();
    RoleCredentials credentials =
        new RoleCredentials(
            "ASIAGENERATION" + generation,
            secret + generation,
            token + generation,
            now.minus(clockIsAhead).minus(age).plus(lifetime),
            lifetime,
            now.minus(age),
            ROLE,
            "arn:aws:sts::123456789012:assumed-role/Analyst/jane",
            "123456789012",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    given.add(credentials);
    return credentials;
  }

  List<Request> requests() {
    return requests;
  }

  /** The threads that called, in order. */
  List<Thread> threads() {
    return threads;
  }

  List<RoleCredentials> given() {
    return given;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
