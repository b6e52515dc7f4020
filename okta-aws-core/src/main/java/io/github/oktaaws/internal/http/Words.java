package io.github.oktaaws.internal.http;

/** Makes what a server or a person wrote fit to be part of a message. */
public final class Words {

  private static final int LONGEST = 300;

  private Words() {}

  /**
   * The text on one line, without control or format characters, cut where it is long.
   *
   * @param text what somebody wrote
   * @return what can be shown on a terminal
   */
  public static String printable(String text) {
    String line =
        text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ")
            .replaceAll("[\\p{Cc}\\p{Co}\\p{Cn}\\p{Cs}]", "?");
    String trimmed = line.strip();
    return trimmed.length() <= LONGEST ? trimmed : trimmed.substring(0, LONGEST) + "…";
  }
}
