package io.github.oktaaws.examples.cli;

import java.util.regex.Pattern;

/** Labels and messages may come from a server: nothing in them may steer the terminal. */
public final class Printable {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private Printable() {}

  /**
   * A text as it may be printed.
   *
   * @param text any text
   * @return the text, with a question mark for each character that is not to be seen
   */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }
}
