package io.github.oktaaws.provider;

/**
 * When a provider may ask the person to sign in. A refresh in the background never does. A prompt
 * goes to {@code System.err} unless the session was given another one, whether or not anybody reads
 * it: where nobody does, choose {@link #EXPLICIT} or {@link #NEVER}.
 */
public enum InteractionPolicy {

  /** Whenever a call needs credentials that cannot be had otherwise. */
  ON_DEMAND,

  /**
   * Only when {@link OktaAwsCredentialsProvider#login()} is called. Any other call that would need
   * the person fails at once, or joins a login that is under way.
   */
  EXPLICIT,

  /**
   * Not at all: there are credentials as long as somebody else signs in, on the same session or
   * store.
   */
  NEVER
}
