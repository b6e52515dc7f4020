package io.github.oktaaws.internal.http;

import io.github.oktaaws.error.ConfigurationException;

/**
 * A step that knows before it is needed where it is going to ask, so that its connection can be
 * opened early. Safe for use by several threads.
 */
public interface OpensEarly {

  /**
   * Makes sure that there is somewhere to ask, before a person takes the trouble of signing in for
   * it. Sends nothing.
   *
   * @param partition the AWS partition of the role that is going to be assumed
   * @throws ConfigurationException if the region that is set is of another partition, or there is
   *     none of this one
   */
  void requireRegion(String partition);

  /**
   * Makes the client that will ask, if there is none yet, and loads its libraries, which takes a
   * while the first time. Sends nothing, and never throws.
   *
   * @param partition the AWS partition of the role that is going to be assumed
   */
  void makeClient(String partition);

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
