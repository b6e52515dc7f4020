package io.github.oktaaws.sts;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.OktaUrls;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * How roles are assumed. Every setter checks its value and throws {@link ConfigurationException} if
 * AWS could not accept it. Not safe for use by several threads.
 */
public final class AssumeRoleWithSamlBuilder {

  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(12);

  @Nullable Region region;
  @Nullable URI endpoint;
  @Nullable StsClient stsClient;
  @Nullable OkHttpClient httpClient;
  Duration sessionDuration = Duration.ofHours(1);
  boolean durationFallback;
  @Nullable String sessionPolicy;
  List<String> policyArns = List.of();
  Clock clock = Clock.systemUTC();
  StsPace pace = StsPace.STANDARD;

  AssumeRoleWithSamlBuilder() {}

  /**
   * The region whose STS is asked. Without it: the system property {@code aws.region}, the
   * environment variable {@code AWS_REGION}, the region of the AWS profile in use, else the first
   * region of the role's partition. The instance metadata service is never asked. Every region's
   * credentials are good in all regions of the partition.
   *
   * @param value a region of the partition of every role that will be assumed
   * @return this builder
   */
  public AssumeRoleWithSamlBuilder region(Region value) {
    this.region = value;
    return this;
  }

  /**
   * Where STS is, if not where the AWS SDK says (which also knows {@code AWS_ENDPOINT_URL_STS} and
   * the profile's endpoints).
   *
   * @param value an https address; http on loopback only
   * @return this builder
   */
  public AssumeRoleWithSamlBuilder endpoint(URI value) {
    if (!OktaUrls.isSafe(value)) {
      throw new ConfigurationException(
          "The STS endpoint is not an https address (http only on loopback) without user name.",
          "Give an address such as https://sts.us-east-1.amazonaws.com, or none.");
    }
    this.endpoint = value;
    return this;
  }

  /**
   * How long the role's session lasts: an hour unless set. AWS cuts it to what the assertion's
   * {@code SessionNotOnOrAfter} allows and refuses more than the role's maximum session duration.
   *
   * @param value whole seconds, from 15 minutes to 12 hours
   * @return this builder
   */
  public AssumeRoleWithSamlBuilder sessionDuration(Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0 || value.toNanosPart() != 0) {
      throw new ConfigurationException(
          "The session duration " + value + " is not a number of seconds from 900 to 43200.",
          "Ask for 15 minutes to 12 hours.");
    }
    this.sessionDuration = value;
    return this;
  }

  /**
   * Whether to ask for an hour, with a warning in the log, if AWS says that the session duration is
   * longer than the role's maximum. Off unless set.
   *
   * @param value whether to
   * @return this builder
   */
  public AssumeRoleWithSamlBuilder durationFallback(boolean value) {
    this.durationFallback = value;
    return this;
  }

  /**
   * A policy that the session is restricted to, on top of the role's own.
   *
   * @param json an IAM policy, a JSON object of at most 2048 characters
   * @return this builder
   */
  public AssumeRoleWithSamlBuilder sessionPolicy(String json) {
    this.sessionPolicy = SessionPolicies.policy(json);
    return this;
  }

  /**
   * Managed policies that the session is restricted to, on top of the role's own.
   *
   * @param arns at most ten ARNs of IAM policies
   * @return this builder
   */
  public AssumeRoleWithSamlBuilder policyArns(Collection<String> arns) {
    this.policyArns = SessionPolicies.arns(arns);
    return this;
  }

  /**
   * The client to send with. Its pool, proxy, TLS and timeouts are used; redirects are not
   * followed; it is never closed.
   *
   * @param value the client
   * @return this builder
   */
  public AssumeRoleWithSamlBuilder httpClient(OkHttpClient value) {
    this.httpClient = value;
    return this;
  }

  /**
   * The AWS SDK's client to ask, used as it is and never closed. It brings its own region, endpoint
   * and HTTP client, which therefore cannot be set here as well; whether its region suits the role
   * is not checked. What it logs, and how its HTTP client does, is its owner's to decide: Apache
   * HttpClient's wire log at DEBUG shows the assertion and the credentials.
   *
   * @param value the client
   * @return this builder
   */
  public AssumeRoleWithSamlBuilder stsClient(StsClient value) {
    this.stsClient = value;
    return this;
  }

  /**
   * The clock that {@code receivedAt} is read from.
   *
   * @param value the clock
   * @return this builder
   */
  public AssumeRoleWithSamlBuilder clock(Clock value) {
    this.clock = value;
    return this;
  }

  AssumeRoleWithSamlBuilder pace(StsPace value) {
    this.pace = value;
    return this;
  }

  /**
   * Makes the service. Nothing is opened or loaded before it is first used.
   *
   * @return the service; safe for use by several threads, and with nothing to close
   * @throws ConfigurationException if two settings contradict each other
   */
  public AssumeRoleWithSamlService build() {
    if (stsClient != null && (region != null || endpoint != null || httpClient != null)) {
      throw new ConfigurationException(
          "An STS client was given together with a region, an endpoint or an HTTP client.",
          "Set those on the STS client itself.");
    }
    StsClients clients =
        stsClient == null
            ? StsClients.own(
                new StsRegions(region, StsRegions.environment(), endpoint != null),
                httpClient,
                endpoint,
                pace)
            : StsClients.callers(stsClient);
    return new StsAssumeRoleWithSaml(this, clients);
  }

  /** An endpoint in place of AWS's own, ours or that of the caller's client. */
  @Nullable URI askedEndpoint() {
    return stsClient == null
        ? endpoint
        : stsClient.serviceClientConfiguration().endpointOverride().orElse(null);
  }
}
