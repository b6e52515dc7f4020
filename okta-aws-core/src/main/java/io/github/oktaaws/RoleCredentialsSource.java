package io.github.oktaaws;

import io.github.oktaaws.error.OktaAwsException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where current credentials of one role come from. {@link OktaAwsSession#role(String)} returns one;
 * a lambda can stand in for it. Implementations are safe for use by several threads and hold no
 * refresh policy of their own: whoever caches, decides when to ask.
 */
@FunctionalInterface
public interface RoleCredentialsSource {

  /**
   * Gets credentials of the role.
   *
   * @param request what is wanted
   * @return credentials that are not {@code request.replacing()} and have at least {@code
   *     request.minimumRemaining()} left; or less, where they are new and the source can give none
   *     that live longer
   * @throws OktaAwsException if there are none to be had; its class says why
   */
  RoleCredentials get(Request request);

  /**
   * What is wanted of a source.
   *
   * @param mayAsk whether the person may be asked to sign in
   * @param minimumRemaining how long the credentials must still live
   * @param replacing credentials that are no longer wanted, whatever life they have left
   */
  record Request(boolean mayAsk, Duration minimumRemaining, Optional<RoleCredentials> replacing) {

    /**
     * Any credentials with a minute left; the person may be asked.
     *
     * @return the request
     */
    public static Request asking() {
      return new Request(true, Duration.ofMinutes(1), Optional.empty());
    }

    /**
     * Any credentials with a minute left; nobody is asked.
     *
     * @return the request
     */
    public static Request silent() {
      return new Request(false, Duration.ofMinutes(1), Optional.empty());
    }
  }
}
