package io.github.oktaaws.examples.cli.terminal;

import io.nayuki.qrcodegen.QrCode;

/** A QR code (ISO/IEC 18004) in half blocks, two modules in one character cell. */
final class QrDrawing {

  /** What a terminal must be able to show. */
  static final String CHARACTERS = "▀▄█";

  /** The standard wants four; readers are content with less, and windows are narrow. */
  private static final int QUIET = 2;

  // of the 256 colours, these two are not a theme's to change
  private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";
  private static final String RESET = "\u001b[0m";

  private final QrCode code;

  private QrDrawing(QrCode code) {
    this.code = code;
  }

  static QrDrawing of(String text) {
    return new QrDrawing(QrCode.encodeText(text, QrCode.Ecc.LOW));
  }

  int columns() {
    return code.size + 2 * QUIET;
  }

  /**
   * The drawing, line by line.
   *
   * @param coloured dark on light whatever the terminal's colours are; else the light modules are
   *     drawn, for the dark background that most terminals have
   * @return the lines
   */
  String text(boolean coloured) {
    StringBuilder text = new StringBuilder();
    for (int y = -QUIET; y < code.size + QUIET; y += 2) {
      text.append(coloured ? BLACK_ON_WHITE : "");
      for (int x = -QUIET; x < code.size + QUIET; x++) {
        text.append(cell(drawn(x, y, coloured), drawn(x, y + 1, coloured)));
      }
      text.append(coloured ? RESET : "").append('\n');
    }
    return text.toString();
  }

  private boolean drawn(int x, int y, boolean dark) {
    // outside of the code all is light, and below the quiet zone there is nothing
    return y < code.size + QUIET && code.getModule(x, y) == dark;
  }

  private static char cell(boolean upper, boolean lower) {
    if (upper) {
      return lower ? '█' : '▀';
    }
    return lower ? '▄' : ' ';
  }
}
