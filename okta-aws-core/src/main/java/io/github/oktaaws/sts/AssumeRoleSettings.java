package io.github.oktaaws.sts;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.OktaUrls;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What can be set for every call by which STS gives a session of a role. Not safe for use by
 * several threads.
 *
 * @param <B> the builder itself
 */
public abstract sealed class AssumeRoleSettings<B extends AssumeRoleSettings<B>>
    permits AssumeRoleWithSamlBuilder, AssumeRoleWithWebIdentityBuilder {

  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(12);

  private @Nullable Region region;
  private @Nullable URI endpoint;
  private @Nullable StsClient stsClient;
  private @Nullable Supplier<OkHttpClient> httpClient;
  private Duration sessionDuration = Duration.ofHours(1);
  private boolean durationFallback;
  private @Nullable String sessionPolicy;
  private List<String> policyArns = List.of();
  private Clock clock = Clock.systemUTC();
  private StsPace pace = StsPace.STANDARD;

  AssumeRoleSettings() {}

  /**
   * The region whose STS is asked. Without it: the system property {@code aws.region}, the
   * environment variable {@code AWS_REGION}, the region of the AWS profile in use, else the first
   * region of the role's partition. The instance metadata service is never asked. Every region's
   * credentials are good in all regions of the partition.
   *
   * @param value a region of the partition of every role that will be assumed
   * @return this builder
   */
  public B region(Region value) {
    this.region = value;
    return self();
  }

  /**
   * Where STS is, if not where the AWS SDK says (which also knows {@code AWS_ENDPOINT_URL_STS} and
   * the profile's endpoints).
   *
   * @param value an https address; http on loopback only
   * @return this builder
   */
  public B endpoint(URI value) {
    if (!OktaUrls.isSafe(value)) {
      throw new ConfigurationException(
          "The STS endpoint is not an https address (http only on loopback) without user name.",
          "Give an address such as https://sts.us-east-1.amazonaws.com, or none.");
    }
    this.endpoint = value;
    return self();
  }

  /**
   * How long the role's session lasts: an hour unless set. AWS refuses more than the role's maximum
   * session duration, and cuts it to what a SAML assertion's {@code SessionNotOnOrAfter} allows.
   *
   * @param value whole seconds, from 15 minutes to 12 hours
   * @return this builder
   */
  public B sessionDuration(Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0 || value.toNanosPart() != 0) {
      throw new ConfigurationException(
          "The session duration " + value + " is not a number of seconds from 900 to 43200.",
          "Ask for 15 minutes to 12 hours.");
    }
    this.sessionDuration = value;
    return self();
  }

  /**
   * Whether to ask for an hour, with a warning in the log, if AWS says that the session duration is
   * longer than the role's maximum. Off unless set.
   *
   * @param value whether to
   * @return this builder
   */
  public B durationFallback(boolean value) {
    this.durationFallback = value;
    return self();
  }

  /**
   * A policy that the session is restricted to, on top of the role's own.
   *
   * @param json an IAM policy, a JSON object of at most 2048 characters
   * @return this builder
   */
  public B sessionPolicy(String json) {
    this.sessionPolicy = SessionPolicies.policy(json);
    return self();
  }

  /**
   * Managed policies that the session is restricted to, on top of the role's own.
   *
   * @param arns at most ten ARNs of IAM policies
   * @return this builder
   */
  public B policyArns(Collection<String> arns) {
    this.policyArns = SessionPolicies.arns(arns);
    return self();
  }

  /**
   * The client to send with. Its pool, proxy, TLS and timeouts are used; redirects are not
   * followed; it is never closed.
   *
   * @param value the client
   * @return this builder
   */
  public B httpClient(OkHttpClient value) {
    return httpClient(() -> value);
  }

  /**
   * The client to send with, as {@link #httpClient(OkHttpClient)}, made when it is first used.
   *
   * @param making makes the client
   * @return this builder
   */
  public B httpClient(Supplier<OkHttpClient> making) {
    this.httpClient = making;
    return self();
  }

  /**
   * The AWS SDK's client to ask, used as it is and never closed. It brings its own region, endpoint
   * and HTTP client, which therefore cannot be set here as well; whether its region suits the role
   * is not checked. What it logs, and how its HTTP client does, is its owner's to decide: Apache
   * HttpClient's wire log at DEBUG shows the assertion or token, and the credentials.
   *
   * @param value the client
   * @return this builder
   */
  public B stsClient(StsClient value) {
    this.stsClient = value;
    return self();
  }

  /**
   * The clock that {@code receivedAt} is read from.
   *
   * @param value the clock
   * @return this builder
   */
  public B clock(Clock value) {
    this.clock = value;
    return self();
  }

  B pace(StsPace value) {
    this.pace = value;
    return self();
  }

  abstract B self();

  /** Who is asked; nothing is opened or loaded before that. */
  StsClients clients() {
    if (stsClient == null) {
      StsRegions regions = new StsRegions(region, StsRegions.environment(), endpoint != null);
      return StsClients.own(regions, httpClient, endpoint, pace);
    }
    if (region != null || endpoint != null || httpClient != null) {
      throw new ConfigurationException(
          "An STS client was given together with a region, an endpoint or an HTTP client.",
          "Set those on the STS client itself.");
    }
    return StsClients.callers(stsClient);
  }

  /** What is asked for. */
  RoleSessionTerms terms(Optional<String> roleSessionName) {
    return new RoleSessionTerms(
        sessionDuration,
        Optional.ofNullable(sessionPolicy),
        policyArns,
        Optional.ofNullable(askedEndpoint()),
        roleSessionName);
  }

  boolean fallsBack() {
    return durationFallback;
  }

  Clock clock() {
    return clock;
  }

  /** An endpoint in place of AWS's own, ours or that of the caller's client. */
  private @Nullable URI askedEndpoint() {
    return stsClient == null
        ? endpoint
        : stsClient.serviceClientConfiguration().endpointOverride().orElse(null);
  }
}
