package io.github.oktaaws.provider;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.OktaAwsListener;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.internal.GuardedListener;
import io.github.oktaaws.provider.CurrentCredentials.Zone;
import io.github.oktaaws.provider.Order.Purpose;
import io.github.oktaaws.provider.SingleFlight.Joined;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** Knows when credentials are to be replaced, and replaces them. Holds no lock. */
final class Refresh implements SingleFlight.Crew<Order, CurrentCredentials> {

  private static final AtomicReferenceFieldUpdater<Refresh, Tick> TICK =
      AtomicReferenceFieldUpdater.newUpdater(Refresh.class, Tick.class, "tick");

  /** What is near its end is looked at more often. */
  private static final long LONGEST_LAST_TICK_MILLIS = 1_000;

  private final OktaAwsCredentialsProviderBuilder options;
  private final Fetch fetch;
  private final Pauses pauses;
  private final OktaAwsListener listener;
  private final SingleFlight<Order, CurrentCredentials> flights;

  private final Invalidation invalidation = new Invalidation();
  private volatile Tick tick = Tick.over();
  private volatile @Nullable CurrentCredentials current;
  private volatile Hold hold = Hold.NONE;

  Refresh(OktaAwsCredentialsProviderBuilder options) {
    this.options = options;
    this.fetch = new Fetch(options);
    this.pauses = new Pauses(new RetryPace(options.random()), () -> mayAsk(Purpose.CALL));
    this.listener = new GuardedListener(options.listener());
    this.flights = new SingleFlight<>(this, options.threads());
  }

  Tick tick() {
    return tick;
  }

  @Nullable CurrentCredentials current() {
    return current;
  }

  boolean mayAsk(Purpose purpose) {
    return switch (options.interaction()) {
      case ON_DEMAND -> purpose != Purpose.AHEAD;
      case EXPLICIT -> purpose == Purpose.LOGIN;
      case NEVER -> false;
    };
  }

  /**
   * What is served now, if anything can be without waiting; starts a refresh in the background if
   * it is time for one.
   */
  @Nullable CurrentCredentials serve() {
    // read before the credentials: whoever publishes others replaces the tick afterwards
    Tick before = tick;
    CurrentCredentials known = current;
    if (known == null) {
      return null;
    }
    Moment now = now();
    long left = millisToServe(known, now);
    if (left <= 0) {
      return null;
    }
    TICK.compareAndSet(this, before, Tick.of(known, now.wallMillis(), left));
    return known;
  }

  private long millisToServe(CurrentCredentials known, Moment now) {
    Hold held = hold;
    return switch (zone(known, now)) {
      case FRESH -> known.millisUntilAdvisory(now);
      case ADVISORY -> {
        long untilMandatory = known.millisUntilMandatory(now);
        if (held.lasts(now)) {
          yield Math.min(untilMandatory, held.millisLeft(now));
        }
        flights.join(order(Purpose.AHEAD, now));
        yield untilMandatory;
      }
      case MANDATORY ->
          held.serves(now)
              ? Math.min(
                  LONGEST_LAST_TICK_MILLIS,
                  Math.min(held.millisLeft(now), known.millisUntilExpiry(now)))
              : 0;
      case EXPIRED -> 0;
    };
  }

  /** What has not ended yet, however soon it will. */
  @Nullable CurrentCredentials living() {
    CurrentCredentials known = current;
    boolean lives =
        known != null && known.zone(now()) != Zone.EXPIRED && !invalidation.covers(known);
    return lives ? known : null;
  }

  /** Whether a login would bring nothing. */
  boolean isFresh() {
    return zone(current, now()) == Zone.FRESH;
  }

  /** A flight to wait for; or what stands in for one where it is too early for another attempt. */
  Joined<Order, CurrentCredentials> join(Purpose purpose) {
    Order order = order(purpose, now());
    if (flights.isOnOwnThread()) {
      return grounded(
          order,
          new ConfigurationException(
              "This provider was called from within its own sign-in.",
              "Use other credentials where a prompt, selector, listener or step of yours calls AWS."));
    }
    Throwable refusal = purpose == Purpose.CALL ? hold.refusal(order.at()) : null;
    if (refusal != null) {
      return grounded(order, refusal);
    }
    Joined<Order, CurrentCredentials> joined = flights.join(order);
    if (!joined.started()) {
      // a listener that calls its provider would wait, and hear of it, and call again
      flights.runAsPartOfTheWork(
          () ->
              listener.on(new OktaAwsEvent.Waiting("credentials that another caller is getting")));
    }
    return joined;
  }

  private static Joined<Order, CurrentCredentials> grounded(Order order, Throwable reason) {
    CompletableFuture<CurrentCredentials> failed = CompletableFuture.failedFuture(reason);
    return new Joined<>(order, true, failed, failed);
  }

  void forgetFailures() {
    hold = Hold.NONE;
  }

  /**
   * Ends a flight that may be asking the person. One that asks nobody ends soon by itself, and
   * might lose a refresh token whose answer is under way.
   */
  void callOff(OktaAwsException reason) {
    flights.cancel(Order::mayAsk, new CalledOff(reason));
  }

  /** Not a failure: nothing was wrong with the attempt. */
  static final class CalledOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final OktaAwsException reason;

    CalledOff(OktaAwsException reason) {
      super(reason);
      this.reason = reason;
    }

    OktaAwsException reason() {
      return reason;
    }
  }

  /** AWS does not accept these any more. */
  void invalidate(String accessKeyId) {
    CurrentCredentials known = current;
    if (known == null || !known.credentials().accessKeyId().equals(accessKeyId)) {
      return;
    }
    if (invalidation.accept(known, now())) {
      if (!hold.spares()) {
        forgetFailures();
      }
      tick = Tick.over();
    }
  }

  @Override
  public CurrentCredentials fly(Order order) {
    Moment now = now();
    CurrentCredentials known = current;
    Zone zone = zone(known, now);
    // whoever ordered it may have looked before another flight landed, and joined after
    if (known != null && isGoodEnough(zone, order, now)) {
      return known;
    }
    Throwable refusal = order.purpose() == Purpose.CALL ? hold.refusal(now) : null;
    if (refusal != null) {
      throw new NotTried(refusal);
    }
    return fetch.fetch(order, known, zone);
  }

  private boolean isGoodEnough(Zone zone, Order order, Moment now) {
    Hold held = hold;
    return switch (order.purpose()) {
      case AHEAD -> zone == Zone.FRESH || (zone == Zone.ADVISORY && held.lasts(now));
      case CALL ->
          zone == Zone.FRESH
              || zone == Zone.ADVISORY
              || (zone == Zone.MANDATORY && held.serves(now));
      case LOGIN -> zone == Zone.FRESH;
    };
  }

  @Override
  public Runnable landed(Order order, CurrentCredentials landed) {
    CurrentCredentials before = current;
    if (landed == before) {
      return () -> {};
    }
    Moment got = landed.got();
    hold = pauses.afterLanding(order, landed, hold);
    current = landed;
    tick = Tick.over();
    return () ->
        listener.on(
            new OktaAwsEvent.Refreshed(
                landed.credentials().roleArn(),
                landed.credentials().expiration(),
                Duration.ofMillis(got.millisSince(order.at()))));
  }

  @Override
  public Runnable failed(Order order, Throwable failure) {
    if (failure instanceof NotTried) {
      return () -> {};
    }
    Moment now = now();
    CurrentCredentials known = current;
    Hold next =
        pauses.afterFailure(order, failure, new Pauses.Found(known, zone(known, now), now), hold);
    hold = next;
    Optional<Duration> stillValid =
        Optional.ofNullable(known)
            .map(one -> Duration.ofMillis(one.millisUntilExpiry(now)))
            .filter(left -> !left.isNegative() && !left.isZero());
    return () ->
        listener.on(
            new OktaAwsEvent.Failed(
                Optional.ofNullable(known).map(one -> one.credentials().roleArn()),
                failure,
                stillValid,
                next.length()));
  }

  private Zone zone(@Nullable CurrentCredentials known, Moment now) {
    if (known == null) {
      return Zone.EXPIRED;
    }
    Zone zone = known.zone(now);
    return invalidation.covers(known) && zone != Zone.EXPIRED ? Zone.MANDATORY : zone;
  }

  private Order order(Purpose purpose, Moment now) {
    return new Order(purpose, mayAsk(purpose), now);
  }

  private Moment now() {
    return Moment.of(options.clock(), options.nanos());
  }
}
