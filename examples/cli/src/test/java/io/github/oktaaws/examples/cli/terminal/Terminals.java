package io.github.oktaaws.examples.cli.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Terminals of tests. */
public final class Terminals {

  private Terminals() {}

  /** A person who reads at a terminal, and is asked nothing. */
  public static Person person(PrintWriter shown) {
    return new Person(
        Screen.terminal(shown, StandardCharsets.UTF_8, () -> 100),
        new NoDialog(),
        Clock.systemUTC());
  }
}
