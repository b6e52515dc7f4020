package io.github.oktaaws.examples.cli.serve;

import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.examples.cli.exec.ChildProgram;
import io.github.oktaaws.examples.cli.exec.Signals;
import io.github.oktaaws.examples.cli.output.Variables;
import io.github.oktaaws.provider.InteractionPolicy;
import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A role whose current credentials are served to other programs of this machine. */
public final class ServedRole implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  private final CredentialsEndpoint endpoint;
  private final KeptWarm warm;
  private final Consumer<String> say;

  private ServedRole(CredentialsEndpoint endpoint, KeptWarm warm, Consumer<String> say) {
    this.endpoint = endpoint;
    this.warm = warm;
    this.say = say;
  }

  /**
   * Gets credentials, asking the person if that takes it, and then serves them. Later they are
   * renewed as long as that asks nobody.
   *
   * @param source where the role's credentials come from
   * @param roleArn the role
   * @param settings where they are served
   * @param say takes sentences for the person
   * @return what is served, until it is closed
   * @throws OktaAwsException if there are no credentials to be had
   * @throws IOException if they cannot be served
   */
  public static ServedRole start(
      RoleCredentialsSource source, String roleArn, EndpointSettings settings, Consumer<String> say)
      throws IOException {
    OktaAwsCredentialsProvider provider =
        OktaAwsCredentialsProvider.builder(source).interaction(InteractionPolicy.EXPLICIT).build();
    try {
      provider.login();
    } catch (SdkClientException e) {
      if (e.getCause() instanceof OktaAwsException why) {
        throw why;
      }
      throw e;
    }
    CredentialsEndpoint endpoint = CredentialsEndpoint.start(provider, roleArn, settings);
    return new ServedRole(endpoint, KeptWarm.every(LOOK_EVERY, provider, say), say);
  }

  /**
   * What a program's environment must hold to be served.
   *
   * @return two variables, of which none is a secret
   */
  public Variables variables() {
    return endpoint.variables();
  }

  /**
   * Waits until the process is asked to end by Ctrl-C, SIGTERM or SIGHUP.
   *
   * @param announce tells how to be served, once a signal stops it cleanly
   * @return the exit code, which is 0
   * @throws InterruptedException if the thread is interrupted
   */
  public int untilStopped(Runnable announce) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable stop = stopped::countDown;
    Signals signals = Signals.handling(Map.of("INT", stop, "TERM", stop, "HUP", stop));
    try {
      announce.run();
      stopped.await();
      return 0;
    } finally {
      signals.close();
    }
  }

  /**
   * Runs a program that is served, however long it runs.
   *
   * @param command its name and arguments
   * @return its exit code, as {@link ChildProgram#run} has it
   * @throws InterruptedException if the thread is interrupted; the program is then ended
   */
  public int whileRunning(List<String> command) throws InterruptedException {
    return ChildProgram.of(command, variables()).run(say);
  }

  @Override
  public void close() throws IOException {
    warm.close();
    endpoint.close();
  }

  @Override
  public String toString() {
    return "ServedRole[" + endpoint + "]";
  }
}
