package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.SessionDurationException;
import io.github.oktaaws.internal.http.OpensEarly;
import io.github.oktaaws.internal.http.Rehearses;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/** Asks AWS STS through the SDK's client. */
final class StsAssumeRoleWithSaml implements AssumeRoleWithSamlService, OpensEarly, Rehearses {

  private static final Logger LOG = LoggerFactory.getLogger(AssumeRoleWithSamlService.class);
  private static final Duration HOUR = Duration.ofHours(1);

  private final StsClients clients;
  private final Duration sessionDuration;
  private final boolean durationFallback;
  private final @Nullable String sessionPolicy;
  private final List<String> policyArns;
  private final RoleSessionTerms terms;
  private final Clock clock;
  private final Map<String, EarlyConnection> connections = new ConcurrentHashMap<>();

  StsAssumeRoleWithSaml(AssumeRoleWithSamlBuilder settings, StsClients clients) {
    this.clients = clients;
    this.sessionDuration = settings.sessionDuration;
    this.durationFallback = settings.durationFallback;
    this.sessionPolicy = settings.sessionPolicy;
    this.policyArns = settings.policyArns;
    this.terms =
        new RoleSessionTerms(
            sessionDuration,
            Optional.ofNullable(sessionPolicy),
            policyArns,
            Optional.ofNullable(settings.askedEndpoint()));
    this.clock = settings.clock;
  }

  @Override
  public RoleCredentials assume(SamlAssertion assertion, AwsRole role) {
    try {
      return ask(assertion, role, sessionDuration);
    } catch (SessionDurationException e) {
      if (!durationFallback || sessionDuration.compareTo(HOUR) <= 0) {
        throw e;
      }
      LOG.warn(
          "The session duration {} is longer than the maximum of {}; asking for {} instead",
          sessionDuration,
          role.roleArn(),
          HOUR);
      return ask(assertion, role, HOUR);
    }
  }

  @Override
  public void rehearse() {
    Rehearsal.run();
  }

  @Override
  public boolean isLikelyOpen(String partition) {
    return connection(partition).isLikelyOpen();
  }

  @Override
  public void openEarly(String partition) {
    connection(partition).open(() -> greet(partition));
  }

  /**
   * A call that needs no credentials and that STS refuses goes the way of the one to come. A
   * caller's client may have a provider of credentials, perhaps ours, which is not to be asked.
   */
  private boolean greet(String partition) {
    try {
      clients
          .forPartition(partition)
          .client()
          .getCallerIdentity(
              request ->
                  request.overrideConfiguration(
                      with -> with.credentialsProvider(AnonymousCredentialsProvider.create())));
      return true;
    } catch (AwsServiceException refused) {
      LOG.trace("STS answered the call that opens the connection");
      return true;
    } catch (RuntimeException e) {
      LOG.trace("STS did not answer the call that opens the connection");
      return false;
    }
  }

  private EarlyConnection connection(String partition) {
    return connections.computeIfAbsent(partition, any -> new EarlyConnection(System::nanoTime));
  }

  @Override
  public Optional<RoleSessionTerms> terms() {
    return Optional.of(terms);
  }

  private RoleCredentials ask(SamlAssertion assertion, AwsRole role, Duration duration) {
    AssumeRoleWithSamlRequest request = request(assertion, role, duration);
    StsClients.Located sts = clients.forPartition(role.partition());
    StsErrors errors = new StsErrors(sts, request);
    EarlyConnection connection = connection(role.partition());
    connection.awaitOpening();
    try {
      AssumeRoleWithSamlResponse answer = sts.client().assumeRoleWithSAML(request);
      connection.used();
      return StsAnswer.read(answer, role, clock, errors);
    } catch (SdkException e) {
      throw errors.of(e);
    }
  }

  private AssumeRoleWithSamlRequest request(
      SamlAssertion assertion, AwsRole role, Duration duration) {
    AssumeRoleWithSamlRequest.Builder request =
        AssumeRoleWithSamlRequest.builder()
            .roleArn(role.roleArn())
            .principalArn(role.principalArn())
            .samlAssertion(assertion.encoded())
            .durationSeconds(Math.toIntExact(duration.toSeconds()));
    if (sessionPolicy != null) {
      request.policy(sessionPolicy);
    }
    if (!policyArns.isEmpty()) {
      request.policyArns(
          policyArns.stream().map(arn -> PolicyDescriptorType.builder().arn(arn).build()).toList());
    }
    return request.build();
  }

  @Override
  public String toString() {
    return "AssumeRoleWithSamlService[sessionDuration=" + sessionDuration + "]";
  }
}
