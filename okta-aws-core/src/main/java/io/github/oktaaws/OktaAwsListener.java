package io.github.oktaaws;

/**
 * Hears what happens, for logs and metrics. It is called on the thread on which it happened and
 * holds that thread up: be quick, and do not call the session or the provider. No lock is held
 * meanwhile, except for {@link OktaAwsEvent.PromptShown} and {@link OktaAwsEvent.Waiting}, which
 * are told while the sign-in that they are about goes on. What it throws is logged and otherwise
 * ignored. No event holds a secret.
 *
 * <p>A session tells of prompts and sign-ins, a provider of its credentials; give both the same
 * listener to hear all.
 */
@FunctionalInterface
public interface OktaAwsListener {

  /**
   * Something happened.
   *
   * @param event what
   */
  void on(OktaAwsEvent event);
}
