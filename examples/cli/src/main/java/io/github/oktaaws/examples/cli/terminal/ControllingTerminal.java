package io.github.oktaaws.examples.cli.terminal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.terminal.impl.exec.ExecPty;
import org.jline.terminal.impl.exec.ExecTerminalProvider;

/** {@code /dev/tty}: the person's terminal, wherever standard input, output and error go. */
final class ControllingTerminal {

  static final String DEVICE = "/dev/tty";

  private ControllingTerminal() {}

  /** Whether there is one: the device can be opened only by a process that has a terminal. */
  static boolean isThere() {
    if (!Files.isWritable(Path.of(DEVICE))) {
      return false;
    }
    try (FileOutputStream opened = new FileOutputStream(DEVICE)) {
      return opened.getFD().valid();
    } catch (IOException e) {
      return false;
    }
  }

  static Terminal open(String type, Charset charset) throws IOException {
    return new PosixSysTerminal(
        "okta-aws", type, new Device(), charset, false, SignalHandler.SIG_DFL);
  }

  static int columns() throws IOException {
    try (Device device = new Device()) {
      return device.getSize().getColumns();
    }
  }

  private static final class Device extends ExecPty {
    Device() {
      super(new ExecTerminalProvider(), null, DEVICE);
    }
  }
}
