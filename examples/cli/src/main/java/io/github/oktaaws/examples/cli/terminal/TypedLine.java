package io.github.oktaaws.examples.cli.terminal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;

/** Reads a line on a terminal, key by key, so that it need not be seen. */
final class TypedLine {

  private static final int LONGEST = 1024;
  private static final int CTRL_C = 3;
  private static final int CTRL_D = 4;
  private static final int BACKSPACE = 8;
  private static final int CTRL_U = 21;
  private static final int ESCAPE = 27;
  private static final int DELETE = 127;

  private final Terminal terminal;
  private final boolean hidden;
  private final char[] typed = new char[LONGEST];
  private int length;

  TypedLine(Terminal terminal, boolean hidden) {
    this.terminal = terminal;
    this.hidden = hidden;
  }

  /**
   * Reads it.
   *
   * @param what what is wanted
   * @return the line; empty if the person cancels
   * @throws IOException if the terminal cannot be read
   */
  Optional<char[]> read(String what) throws IOException {
    Attributes before = terminal.enterRawMode();
    try {
      Attributes quiet = terminal.getAttributes();
      quiet.setLocalFlag(LocalFlag.ISIG, false);
      terminal.setAttributes(quiet);
      terminal.writer().print(what + ": ");
      terminal.flush();
      return line();
    } finally {
      Arrays.fill(typed, '\0');
      terminal.writer().println();
      terminal.setAttributes(before);
      terminal.flush();
    }
  }

  private Optional<char[]> line() throws IOException {
    while (true) {
      int key = terminal.reader().read();
      switch (key) {
        case '\r', '\n' -> {
          return Optional.of(Arrays.copyOf(typed, length));
        }
        case -1, CTRL_C, CTRL_D, ESCAPE -> {
          return Optional.empty();
        }
        case BACKSPACE, DELETE -> erase(1);
        case CTRL_U -> erase(length);
        default -> append((char) key);
      }
    }
  }

  private void append(char key) {
    if (length < LONGEST && !Character.isISOControl(key)) {
      typed[length++] = key;
      show(String.valueOf(key));
    }
  }

  private void erase(int count) {
    for (int i = 0; i < count && length > 0; i++) {
      typed[--length] = '\0';
      show("\b \b");
    }
  }

  private void show(String text) {
    if (!hidden) {
      terminal.writer().print(text);
      terminal.flush();
    }
  }
}
