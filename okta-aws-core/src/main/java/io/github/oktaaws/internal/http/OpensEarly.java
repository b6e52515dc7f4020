package io.github.oktaaws.internal.http;

/** A step whose connection can be opened before it is needed. Safe for use by several threads. */
public interface OpensEarly {

  /**
   * Tells whether there is anything to open. Costs next to nothing.
   *
   * @param partition the AWS partition of the role that is going to be assumed
   * @return whether the connection was in use a moment ago, or is being opened
   */
  boolean isLikelyOpen(String partition);

  /**
   * Opens the connection, if it is not likely to be open. Blocks meanwhile, and never throws:
   * whatever is wrong will show when the connection is used. An idle connection is kept for some
   * tens of seconds only, so the best moment is just before it is needed; a use that comes while it
   * is being opened waits for it.
   *
   * @param partition the AWS partition of the role that is going to be assumed
   */
  void openEarly(String partition);
}
