package io.github.oktaaws.provider;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.OktaAwsListener;
import io.github.oktaaws.error.ConfigurationException;
import io.micrometer.core.instrument.Metrics;

/**
 * Counts what happens in Micrometer's global registry ({@code Metrics.globalRegistry}). Needs
 * {@code io.micrometer:micrometer-core}, which does not come with this library.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>kind</th><th>tags</th></tr>
 *   <tr><td>{@code okta.aws.refreshes}</td><td>timer</td><td>{@code role}</td></tr>
 *   <tr><td>{@code okta.aws.failures}</td><td>counter</td><td>{@code role}, {@code cause}</td></tr>
 *   <tr><td>{@code okta.aws.waits}</td><td>counter</td><td></td></tr>
 *   <tr><td>{@code okta.aws.prompts}</td><td>counter</td><td>{@code org}</td></tr>
 *   <tr><td>{@code okta.aws.signins}</td><td>counter</td><td>{@code org}, {@code asked}</td></tr>
 * </table>
 *
 * <p>{@code role} is the role's ARN, or {@code unknown} where there have been no credentials yet;
 * {@code cause} is the simple name of the error's class. Safe for use by several threads.
 */
public final class MicrometerListener implements OktaAwsListener {

  private MicrometerListener() {}

  /**
   * Makes the listener. Give it to the session as well to count prompts and sign-ins.
   *
   * @return the listener
   * @throws ConfigurationException if Micrometer is not on the class path
   */
  public static MicrometerListener create() {
    try {
      Metrics.globalRegistry.getMeters();
    } catch (NoClassDefFoundError e) {
      throw new ConfigurationException(
          "Micrometer is not on the class path (" + e.getMessage() + ").",
          "Add io.micrometer:micrometer-core, or use a listener of your own.");
    }
    return new MicrometerListener();
  }

  @Override
  public void on(OktaAwsEvent event) {
    if (event instanceof OktaAwsEvent.Refreshed refreshed) {
      Metrics.timer("okta.aws.refreshes", "role", refreshed.roleArn()).record(refreshed.took());
    } else if (event instanceof OktaAwsEvent.Failed failed) {
      Metrics.counter(
              "okta.aws.failures",
              "role",
              failed.roleArn().orElse("unknown"),
              "cause",
              failed.cause().getClass().getSimpleName())
          .increment();
    } else if (event instanceof OktaAwsEvent.Waiting) {
      Metrics.counter("okta.aws.waits").increment();
    } else if (event instanceof OktaAwsEvent.PromptShown shown) {
      Metrics.counter("okta.aws.prompts", "org", shown.org()).increment();
    } else if (event instanceof OktaAwsEvent.SignedIn signedIn) {
      Metrics.counter(
              "okta.aws.signins", "org", signedIn.org(), "asked", String.valueOf(signedIn.asked()))
          .increment();
    }
  }

  /** Prints the name of the class. */
  @Override
  public String toString() {
    return "MicrometerListener";
  }
}
