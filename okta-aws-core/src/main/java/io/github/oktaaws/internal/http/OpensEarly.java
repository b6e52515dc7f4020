package io.github.oktaaws.internal.http;

/** Something whose connection can be opened before it is needed, while a person is still busy. */
@FunctionalInterface
public interface OpensEarly {

  /**
   * Opens the connection and loads what its first use would load. Blocks meanwhile, and never
   * throws: whatever is wrong will show when the connection is used. An idle connection is kept for
   * some tens of seconds only, so the best moment is just before it is needed.
   *
   * @param partition the AWS partition of the role that is going to be assumed
   */
  void openEarly(String partition);
}
