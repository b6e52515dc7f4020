package io.github.oktaaws.examples.cli.terminal;

import java.io.PrintWriter;

/** Finds the person. */
@FunctionalInterface
public interface People {

  /**
   * The person to tell and to ask.
   *
   * @param forProgram whether a program reads standard output, which may swallow standard error as
   *     well and whose standard input is its own: then the person is only to be found at the
   *     controlling terminal
   * @param err standard error
   * @return the person
   */
  Person find(boolean forProgram, PrintWriter err);
}
