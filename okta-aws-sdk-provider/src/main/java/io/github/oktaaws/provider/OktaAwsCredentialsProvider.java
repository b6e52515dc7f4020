package io.github.oktaaws.provider;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.config.OktaAwsConfig;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.provider.Order.Purpose;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * AWS credentials of one role from an Okta sign-in, for the clients of AWS SDK for Java v2.
 *
 * <p>Nothing happens at construction. The first call that needs credentials gets them, on a thread
 * of its own and once for however many callers; if the person must sign in, that call asks, unless
 * the {@link InteractionPolicy} has it otherwise. They are then served from memory. Some time
 * before they end they are replaced in the background, which never asks the person and which no
 * caller waits for; callers wait only when less than a minute is left. Where replacing fails for a
 * while, those that still live are served; credentials that have ended never are. How long they
 * live is what AWS said, measured from their receipt by two clocks of this machine, of which one
 * may be wrong.
 *
 * <p>Every failure surfaces as {@link SdkClientException} whose cause is what the source threw: an
 * {@link OktaAwsException} that says what to do about it. For two to three seconds after a failure
 * (half a minute to a minute after the person declined, did not answer, or signed in and Okta
 * refused it all the same) calls get the same failure again without an attempt; {@link #login()}
 * tries at once.
 *
 * <p>A caller that is interrupted, gives up or cancels its future does not end a sign-in that
 * others wait for. What a caller makes depend on a future of this provider may run on the thread
 * that got the credentials, before other callers' futures complete: let it be short.
 *
 * <p>An SDK client closes the provider that it was given. {@link #close()} is therefore soft: it
 * ends a sign-in that may be asking the person and nothing else, and the provider can be used
 * again. Safe for use by several threads.
 *
 * <p>A prompt, selector, listener or other step of your own runs within the sign-in. It must not
 * wait for an AWS client that uses this same provider, nor for another thread that does, nor for
 * another provider of the same session: the first is refused with {@link ConfigurationException},
 * the others cannot be noticed and would wait for what waits for them.
 */
public final class OktaAwsCredentialsProvider
    implements AwsCredentialsProvider,
        SdkAutoCloseable,
        Invalidating<AwsCredentialsIdentity>,
        ToCopyableBuilder<OktaAwsCredentialsProviderBuilder, OktaAwsCredentialsProvider> {

  private final OktaAwsCredentialsProviderBuilder options;
  private final Clock clock;
  private final Refresh refresh;
  private final Calls calls;

  OktaAwsCredentialsProvider(OktaAwsCredentialsProviderBuilder options) {
    this.options = options;
    this.clock = options.clock();
    this.refresh = new Refresh(options);
    this.calls = new Calls(refresh, options);
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
   * The provider of what is configured, in the environment and in {@code okta.yaml}. It has the
   * shape that frameworks look for which make a provider by its class name, and is free: no file is
   * read, nothing is sent, no thread is started and nobody is asked before credentials are first
   * wanted. However many are made, in this and the other two ways, those that are configured alike
   * share one session of this process, and so one prompt; it lasts as long as any of them that has
   * been used. Unless a store is configured, it is in memory.
   *
   * <p>What is wrong with the configuration shows when credentials are first wanted: as {@link
   * SdkClientException} whose cause is a {@link ConfigurationException} that names the setting and
   * where it was set. It is then looked for again.
   *
   * @return a new provider
   */
  public static OktaAwsCredentialsProvider create() {
    return Configured.provider(OktaAwsConfig::load);
  }

  /**
   * Like {@link #create()}, with some of the settings, by the names that {@code okta.yaml} has for
   * them; {@code okta.} before a name is left out. They come before all else that is configured.
   *
   * @param settings names and values; copied
   * @return a new provider
   * @throws ConfigurationException at once, if a name is not a setting's or a value cannot be right
   */
  public static OktaAwsCredentialsProvider create(Map<String, String> settings) {
    return Configured.provider(OktaAwsConfig.builder().set(settings)::resolve);
  }

  /**
   * Like {@link #create()}, with a profile: that of {@code okta.yaml} and, before it, the keys
   * {@code okta_…} of the profile in the AWS config file, whose region is taken if no other is
   * configured. The profile must be in one of both.
   *
   * @param name the profile's name
   * @return a new provider
   * @throws ConfigurationException at once, if the name is blank
   */
  public static OktaAwsCredentialsProvider fromProfile(String name) {
    return Configured.provider(
        OktaAwsConfig.builder().profile(name).awsConfigFile(ProfileFile::defaultProfileFile)
            ::resolve);
  }

  /**
   * Begins a provider.
   *
   * @param source where the role's credentials come from, usually {@link
   *     OktaAwsSession#role(String)}
   * @return a builder
   */
  public static OktaAwsCredentialsProviderBuilder builder(RoleCredentialsSource source) {
    return new OktaAwsCredentialsProviderBuilder(source);
  }

  /**
   * Returns current credentials; blocks while there are none, or less than a minute of them is
   * left.
   *
   * @return session credentials with account id, expiration time and provider name
   * @throws SdkClientException if there are none to be had; its cause is an {@link
   *     OktaAwsException}
   * @throws AbortedException if the waiting thread was interrupted, whose flag is set again
   */
  @Override
  public AwsCredentials resolveCredentials() {
    AwsSessionCredentials identity = refresh.tick().identityAt(clock.millis());
    return identity != null ? identity : resolveSlowly().identity();
  }

  private CurrentCredentials resolveSlowly() {
    CurrentCredentials served = refresh.serve();
    return served != null ? served : calls.await(Purpose.CALL, options.resolveTimeout());
  }

  /**
   * Like {@link #resolveCredentials()}, without blocking. (The SDK's asynchronous clients wait for
   * the answer all the same; call {@link #login()} before they serve requests.)
   *
   * @param request not used
   * @return a future: complete, shared and impossible to change if there are credentials to serve;
   *     else of the caller's own
   */
  @Override
  public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
    CompletableFuture<AwsCredentialsIdentity> completed =
        refresh.tick().completedAt(clock.millis());
    return completed != null ? completed : resolveLater();
  }

  /** As with a request, of which there is nothing to say. */
  @Override
  public CompletableFuture<AwsCredentialsIdentity> resolveIdentity() {
    CompletableFuture<AwsCredentialsIdentity> completed =
        refresh.tick().completedAt(clock.millis());
    return completed != null ? completed : resolveLater();
  }

  private CompletableFuture<AwsCredentialsIdentity> resolveLater() {
    CurrentCredentials served = refresh.serve();
    return served != null
        ? served.completed()
        : calls.later(Purpose.CALL, options.resolveTimeout(), CurrentCredentials::identity);
  }

  /**
   * Gets credentials now, so that later calls need not ask: call it where a person can answer. Does
   * nothing while they need no replacing; once they are to be replaced, it replaces them and asks
   * the person if that takes it. So it does with stored ones that are near their end: when it
   * returns, there are credentials that need no replacing yet, if the source can give such. Ends
   * the pause after a failure. Callers in several threads ask once.
   *
   * @throws SdkClientException as {@link #resolveCredentials()}; not where replacing failed in a
   *     way that may pass and there are credentials to go on with
   * @throws AbortedException if the waiting thread was interrupted, whose flag is set again
   */
  public void login() {
    refresh.forgetFailures();
    if (!refresh.isFresh()) {
      calls.await(Purpose.LOGIN, null);
    }
  }

  /**
   * Like {@link #login()}, without blocking.
   *
   * @return a future of the caller's own; it fails as {@code login()} does
   */
  public CompletableFuture<Void> loginAsync() {
    refresh.forgetFailures();
    return refresh.isFresh()
        ? CompletableFuture.completedFuture(null)
        : calls.later(Purpose.LOGIN, null, credentials -> null);
  }

  /**
   * Tells that AWS does not accept credentials of this provider any more ({@code ExpiredToken},
   * {@code InvalidToken}). If they are the current ones, the next call replaces them, at most once
   * in 30 seconds; if replacing fails in a way that may pass, they are served again. Newer ones
   * stay. The method has the shape that the SDK is to call by itself in a later version, and needs
   * no new version of this library then.
   *
   * @param identity credentials that this provider gave
   * @return a completed future
   */
  @Override
  public CompletableFuture<Void> invalidate(AwsCredentialsIdentity identity) {
    refresh.invalidate(identity.accessKeyId());
    return CompletableFuture.completedFuture(null);
  }

  /**
   * Ends a sign-in that may be asking the person; does nothing else and may be called any number of
   * times. Calls that wait for it get the old credentials, if they have not ended, and otherwise
   * {@link CancelledException} as the cause, as a login does; the next call starts anew. A refresh
   * that asks nobody goes on, for those who wait for it and for the next client.
   */
  @Override
  public void close() {
    refresh.callOff(
        new CancelledException(
            "the provider was closed, or an AWS client that used it",
            ErrorContext.at(Step.SIGN_IN)));
  }

  @Override
  public OktaAwsCredentialsProviderBuilder toBuilder() {
    return options.copy();
  }

  /** Prints the role, when its credentials end and when they are replaced; no secret. */
  @Override
  public String toString() {
    CurrentCredentials known = refresh.current();
    String credentials =
        known == null
            ? "no credentials yet"
            : known.credentials().roleArn()
                + " until "
                + known.credentials().expiration()
                + ", replaced from "
                + known.refreshFrom();
    return "OktaAwsCredentialsProvider[" + credentials + "]";
  }
}
