package io.github.oktaaws.sts;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.SessionDurationException;
import io.github.oktaaws.internal.IamArns;
import io.github.oktaaws.internal.http.OpensEarly;
import io.github.oktaaws.internal.http.Rehearses;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks AWS STS through the SDK's client, whichever call it takes. */
abstract class StsRoleSessions implements OpensEarly, Rehearses {

  private static final Logger LOG = LoggerFactory.getLogger(StsRoleSessions.class);
  private static final Duration HOUR = Duration.ofHours(1);

  private final StsClients clients;
  private final RoleSessionTerms terms;
  private final boolean durationFallback;
  private final Clock clock;
  private final Map<String, EarlyConnection> connections = new ConcurrentHashMap<>();

  StsRoleSessions(AssumeRoleSettings<?> settings, RoleSessionTerms terms) {
    this.clients = settings.clients();
    this.terms = terms;
    this.durationFallback = settings.fallsBack();
    this.clock = settings.clock();
  }

  /** What is asked for, whatever the role. */
  public Optional<RoleSessionTerms> terms() {
    return Optional.of(terms);
  }

  RoleCredentials open(RoleCall call) {
    Duration wanted = terms.sessionDuration();
    try {
      return ask(call, wanted);
    } catch (SessionDurationException e) {
      if (!durationFallback || wanted.compareTo(HOUR) <= 0) {
        throw e;
      }
      LOG.warn(
          "The session duration {} is longer than the maximum of {}; asking for {} instead",
          wanted,
          call.roleArn(),
          HOUR);
      return ask(call, HOUR);
    }
  }

  private RoleCredentials ask(RoleCall call, Duration duration) {
    String partition = IamArns.partition(call.roleArn());
    StsClients.Located sts = clients.forPartition(partition);
    StsErrors errors = new StsErrors(sts, call, terms, duration);
    EarlyConnection connection = connection(partition);
    connection.awaitOpening();
    try {
      StsAnswer answer = call.ask(sts.client(), terms, duration);
      connection.used();
      return answer.read(call.roleArn(), clock, errors);
    } catch (SdkException e) {
      throw errors.of(e);
    }
  }

  @Override
  public void requireRegion(String partition) {
    clients.requireRegion(partition);
  }

  @Override
  public void makeClient(String partition) {
    try {
      clients.forPartition(partition);
    } catch (ConfigurationException e) {
      LOG.trace("The call itself will say why there is no client");
    }
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
}
