package io.github.oktaaws.internal.http;

/**
 * A step that can be gone through before it is needed, so that its first use is not the slow one.
 */
@FunctionalInterface
public interface Rehearses {

  /**
   * Goes through the step with answers of our own making: loads and initializes what the first use
   * would have to, and sends nothing. Takes most of a second in a fresh JVM. Whatever it throws
   * will show when the step is used.
   */
  void rehearse();
}
