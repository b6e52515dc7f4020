package io.github.oktaaws.provider;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import software.amazon.awssdk.utils.builder.CopyableBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * AWS credentials of one role from an Okta sign-in, for the clients of AWS SDK for Java v2.
 *
 * <p>Nothing happens at construction. The first call that needs credentials gets them, on a thread
 * of its own and once for however many callers; if the person must sign in, that call asks. They
 * are then served from memory until less than a minute of them is left. A caller that is
 * interrupted or gives up does not end a sign-in that others wait for.
 *
 * <p>Every failure surfaces as {@link SdkClientException} whose cause is what the source threw: an
 * {@link OktaAwsException} that says what to do about it. All who wait for a sign-in that fails get
 * its failure; the next call tries again.
 *
 * <p>An SDK client closes the provider that it was given. {@link #close()} is therefore soft: it
 * ends a sign-in that is under way and nothing else, and the provider can be used again. Safe for
 * use by several threads.
 *
 * <p>A prompt, selector or other step of your own runs within the sign-in. It must not wait for an
 * AWS client that uses this same provider, nor for another thread that does: the one is refused
 * with {@link ConfigurationException}, the other cannot be noticed and would wait for itself.
 */
public final class OktaAwsCredentialsProvider
    implements AwsCredentialsProvider,
        SdkAutoCloseable,
        ToCopyableBuilder<OktaAwsCredentialsProvider.Builder, OktaAwsCredentialsProvider> {

  /** Requests are signed once and may be retried for a while; leave them that long. */
  private static final Duration MANDATORY_WINDOW = Duration.ofSeconds(60);

  private final RoleCredentialsSource source;
  private final Clock clock;
  private final SingleFlight<CurrentCredentials> flight;
  private volatile @Nullable CurrentCredentials current;

  private OktaAwsCredentialsProvider(Builder builder) {
    this.source = builder.source;
    this.clock = builder.clock;
    this.flight = new SingleFlight<>(this::fetch, fetched -> current = fetched);
  }

  /**
   * A provider with defaults.
   *
   * @param source where the role's credentials come from, usually {@link
   *     OktaAwsSession#role(String)}
   * @return the provider
   */
  public static OktaAwsCredentialsProvider create(RoleCredentialsSource source) {
    return builder(source).build();
  }

  /**
   * Begins a provider.
   *
   * @param source where the role's credentials come from, usually {@link
   *     OktaAwsSession#role(String)}
   * @return a builder
   */
  public static Builder builder(RoleCredentialsSource source) {
    return new Builder(source);
  }

  /**
   * Returns current credentials; blocks while there are none, until the person has signed in.
   *
   * @return session credentials with account id, expiration time and provider name
   * @throws SdkClientException if there are none to be had; its cause is an {@link
   *     OktaAwsException}
   * @throws AbortedException if the waiting thread was interrupted, whose flag is set again
   */
  @Override
  public AwsCredentials resolveCredentials() {
    CurrentCredentials served = served();
    return served != null ? served.identity() : await(join()).identity();
  }

  /**
   * Like {@link #resolveCredentials()}, without blocking. (The SDK's asynchronous clients wait for
   * the answer all the same; call {@link #login()} before they serve requests.)
   *
   * @param request not used
   * @return a future of the caller's own
   */
  @Override
  public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
    CurrentCredentials served = served();
    if (served != null) {
      return served.completed();
    }
    return join()
        .handle(
            (fetched, failure) -> {
              if (failure != null) {
                throw failed(failure);
              }
              return fetched.identity();
            });
  }

  /**
   * Gets credentials now, so that later calls need not ask: call it where a person can answer.
   *
   * @throws SdkClientException as {@link #resolveCredentials()}
   */
  public void login() {
    resolveCredentials();
  }

  /**
   * Ends a sign-in that is under way; does nothing else and may be called any number of times.
   * Those who wait for it get {@link CancelledException} as the cause; the next call starts anew.
   */
  @Override
  public void close() {
    flight.cancel(
        new CancelledException(
            "the provider was closed, or an AWS client that used it",
            ErrorContext.at(Step.SIGN_IN)));
  }

  @Override
  public Builder toBuilder() {
    return new Builder(source).clock(clock);
  }

  /** Prints the role and when its credentials end; no secret. */
  @Override
  public String toString() {
    CurrentCredentials known = current;
    String credentials =
        known == null
            ? "no credentials yet"
            : known.credentials().roleArn() + " until " + known.credentials().expiration();
    return "OktaAwsCredentialsProvider[" + credentials + "]";
  }

  private @Nullable CurrentCredentials served() {
    CurrentCredentials known = current;
    return known != null && known.hasLeft(MANDATORY_WINDOW, clock.instant()) ? known : null;
  }

  private CompletableFuture<CurrentCredentials> join() {
    if (flight.isOnOwnThread()) {
      return CompletableFuture.failedFuture(
          new ConfigurationException(
              "This provider was called from within its own sign-in.",
              "Use other credentials where a prompt, selector or step of yours calls AWS."));
    }
    return flight.join();
  }

  private CurrentCredentials fetch() {
    CurrentCredentials published = served();
    if (published != null) {
      // the caller looked before another flight landed, and joined after
      return published;
    }
    CurrentCredentials before = current;
    Optional<RoleCredentials> replacing =
        Optional.ofNullable(before).map(CurrentCredentials::credentials);
    return new CurrentCredentials(
        source.get(new RoleCredentialsSource.Request(true, MANDATORY_WINDOW, replacing)));
  }

  private static CurrentCredentials await(CompletableFuture<CurrentCredentials> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.builder()
          .message("Interrupted while waiting for credentials; the sign-in goes on for others.")
          .cause(e)
          .build();
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  private static SdkClientException failed(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return SdkClientException.builder()
        .message(message == null ? cause.getClass().getSimpleName() : message)
        .cause(cause)
        .build();
  }

  /** Options of a provider. Not safe for use by several threads. */
  public static final class Builder
      implements CopyableBuilder<Builder, OktaAwsCredentialsProvider> {

    private final RoleCredentialsSource source;
    private Clock clock = Clock.systemUTC();

    private Builder(RoleCredentialsSource source) {
      this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * The clock that expiry is judged by; the same one that the source reads.
     *
     * @param clock the clock
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    @Override
    public OktaAwsCredentialsProvider build() {
      return new OktaAwsCredentialsProvider(this);
    }
  }
}
