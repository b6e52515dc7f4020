package io.github.oktaaws.provider;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A source of one-hour credentials. Those of its first call are of generation 1, and so on: key id,
 * secret key and session token end with the generation.
 */
final class ScriptedSource implements RoleCredentialsSource {

  static final String ROLE = "arn:aws:iam::123456789012:role/Analyst";

  private static final Duration LIFETIME = Duration.ofHours(1);

  private final String secret = "secret-" + UUID.randomUUID() + "-";
  private final String token = "token-" + UUID.randomUUID() + "-";
  private final Clock clock;
  private final Duration clockIsAhead;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<RoleCredentials> given = new CopyOnWriteArrayList<>();
  private volatile Runnable before = () -> {};
  private volatile Supplier<Optional<Throwable>> failure = Optional::empty;

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
    this.failure = () -> Optional.of(thrown);
    return this;
  }

  ScriptedSource succeeds() {
    this.failure = Optional::empty;
    return this;
  }

  @Override
  public RoleCredentials get(Request request) {
    requests.add(request);
    threads.add(Thread.currentThread());
    int generation = requests.size();
    before.run();
    failure.get().ifPresent(ScriptedSource::sneak);
    Instant now = clock.instant();
    RoleCredentials credentials =
        new RoleCredentials(
            "ASIAGENERATION" + generation,
            secret + generation,
            token + generation,
            now.minus(clockIsAhead).plus(LIFETIME),
            LIFETIME,
            now,
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
