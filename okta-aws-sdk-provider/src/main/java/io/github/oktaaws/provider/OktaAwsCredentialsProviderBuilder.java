package io.github.oktaaws.provider;

import io.github.oktaaws.OktaAwsListener;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.builder.CopyableBuilder;

/** Options of a provider. Every one has a default. Not safe for use by several threads. */
public final class OktaAwsCredentialsProviderBuilder
    implements CopyableBuilder<OktaAwsCredentialsProviderBuilder, OktaAwsCredentialsProvider> {

  /**
   * The same for all providers of a process: those of one session that began together refresh
   * together, with one assertion. It is other processes that they must not refresh together with.
   */
  private static final double JITTER_OF_THIS_PROCESS = ThreadLocalRandom.current().nextDouble();

  private final RoleCredentialsSource source;
  private Supplier<InteractionPolicy> interaction = () -> InteractionPolicy.ON_DEMAND;
  private @Nullable Duration advisoryWindow;
  private Duration mandatoryWindow = RefreshWindows.MANDATORY;
  private @Nullable Duration resolveTimeout;
  private OktaAwsListener listener = event -> {};
  private Clock clock = Clock.systemUTC();
  private LongSupplier nanos = System::nanoTime;
  private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
  private DoubleSupplier jitter = () -> JITTER_OF_THIS_PROCESS;
  private ThreadFactory threads = OktaAwsCredentialsProviderBuilder::daemon;

  OktaAwsCredentialsProviderBuilder(RoleCredentialsSource source) {
    this.source = Objects.requireNonNull(source, "source");
  }

  private OktaAwsCredentialsProviderBuilder(OktaAwsCredentialsProviderBuilder other) {
    this.source = other.source;
    this.interaction = other.interaction;
    this.advisoryWindow = other.advisoryWindow;
    this.mandatoryWindow = other.mandatoryWindow;
    this.resolveTimeout = other.resolveTimeout;
    this.listener = other.listener;
    this.clock = other.clock;
    this.nanos = other.nanos;
    this.random = other.random;
    this.jitter = other.jitter;
    this.threads = other.threads;
  }

  private static Thread daemon(Runnable flight) {
    Thread thread = new Thread(flight, "okta-aws-credentials");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * When the person may be asked to sign in; by default whenever a call needs it. A service, where
   * nobody reads a prompt, chooses {@link InteractionPolicy#EXPLICIT} or {@link
   * InteractionPolicy#NEVER}.
   *
   * @param policy the policy
   * @return this
   */
  public OktaAwsCredentialsProviderBuilder interaction(InteractionPolicy policy) {
    Objects.requireNonNull(policy, "policy");
    return interaction(() -> policy);
  }

  /** A policy that is not known before it is needed. */
  OktaAwsCredentialsProviderBuilder interaction(Supplier<InteractionPolicy> policy) {
    this.interaction = policy;
    return this;
  }

  /**
   * How long before their end credentials are replaced in the background; by default 5 minutes for
   * those that live less than 20 minutes, 15 minutes for those that live less than 90, and else an
   * hour. It is at most three quarters of the credentials' life; up to a third of it is taken off
   * at random, the same part for all providers of a process.
   *
   * @param window the window, not shorter than the mandatory one
   * @return this
   */
  public OktaAwsCredentialsProviderBuilder advisoryWindow(Duration window) {
    this.advisoryWindow = Objects.requireNonNull(window, "window");
    return this;
  }

  /**
   * How long before their end credentials are no longer served without an attempt to replace them;
   * by default a minute. It is at most half of the credentials' life.
   *
   * @param window the window, more than nothing
   * @return this
   */
  public OktaAwsCredentialsProviderBuilder mandatoryWindow(Duration window) {
    this.mandatoryWindow = Objects.requireNonNull(window, "window");
    return this;
  }

  /**
   * How long one call waits for credentials; by default as long as the sign-in takes. A call that
   * gives up gets the old credentials, if they have not ended. The sign-in goes on without it. What
   * depends on the future of such a call runs on a thread made for it. A login waits without a
   * limit.
   *
   * @param timeout the longest wait, more than nothing
   * @return this
   */
  public OktaAwsCredentialsProviderBuilder resolveTimeout(Duration timeout) {
    this.resolveTimeout = Objects.requireNonNull(timeout, "timeout");
    return this;
  }

  /**
   * Who hears of new credentials, of failures and of callers that wait.
   *
   * @param listener the listener, quick and safe for use by several threads
   * @return this
   */
  public OktaAwsCredentialsProviderBuilder listener(OktaAwsListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * The wall clock that age is judged by, together with the JVM's monotonic one; the same that the
   * source reads.
   *
   * @param clock the clock
   * @return this
   */
  public OktaAwsCredentialsProviderBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /** The monotonic clock. */
  OktaAwsCredentialsProviderBuilder nanos(LongSupplier nanos) {
    this.nanos = nanos;
    return this;
  }

  /** Numbers from 0 to 1, for the pauses after failures and for the windows. */
  OktaAwsCredentialsProviderBuilder random(DoubleSupplier random) {
    this.random = random;
    this.jitter = random;
    return this;
  }

  /** Makes the thread of each refresh. */
  OktaAwsCredentialsProviderBuilder threads(ThreadFactory threads) {
    this.threads = threads;
    return this;
  }

  /**
   * Makes the provider. Nothing is sent and no thread started.
   *
   * @return the provider
   * @throws ConfigurationException if the windows or the timeout make no sense
   */
  @Override
  public OktaAwsCredentialsProvider build() {
    requirePositive(mandatoryWindow, "mandatoryWindow");
    if (advisoryWindow != null && advisoryWindow.compareTo(mandatoryWindow) < 0) {
      throw new ConfigurationException(
          "The advisoryWindow of "
              + advisoryWindow
              + " is shorter than the mandatoryWindow of "
              + mandatoryWindow
              + ".",
          "Make it as long or longer.");
    }
    if (resolveTimeout != null) {
      requirePositive(resolveTimeout, "resolveTimeout");
    }
    return new OktaAwsCredentialsProvider(copy());
  }

  @Override
  public OktaAwsCredentialsProviderBuilder copy() {
    return new OktaAwsCredentialsProviderBuilder(this);
  }

  private static void requirePositive(Duration duration, String option) {
    if (duration.isNegative() || duration.isZero()) {
      throw new ConfigurationException(
          "The " + option + " is " + duration + ".", "Make it more than nothing.");
    }
  }

  RoleCredentialsSource source() {
    return source;
  }

  InteractionPolicy interaction() {
    return interaction.get();
  }

  @Nullable Duration advisoryWindow() {
    return advisoryWindow;
  }

  Duration mandatoryWindow() {
    return mandatoryWindow;
  }

  @Nullable Duration resolveTimeout() {
    return resolveTimeout;
  }

  OktaAwsListener listener() {
    return listener;
  }

  Clock clock() {
    return clock;
  }

  LongSupplier nanos() {
    return nanos;
  }

  DoubleSupplier random() {
    return random;
  }

  DoubleSupplier jitter() {
    return jitter;
  }

  ThreadFactory threads() {
    return threads;
  }
}
