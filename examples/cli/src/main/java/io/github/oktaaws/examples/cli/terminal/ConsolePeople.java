package io.github.oktaaws.examples.cli.terminal;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;

/**
 * The person in front of this process.
 *
 * <p>Messages go to standard error, and choices are made on the terminal that standard input is. If
 * a program reads standard output, both happen at the controlling terminal, and its standard input
 * is not read.
 */
public final class ConsolePeople implements People {

  private static final int USUAL_COLUMNS = 80;

  private final Map<String, String> variables;
  private final Reader in;
  private final Charset charset = Charset.defaultCharset();
  private final boolean windows =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  /**
   * Finds people by the environment.
   *
   * @param variables the environment's variables
   * @param in standard input
   */
  public ConsolePeople(Map<String, String> variables, Reader in) {
    this.variables = variables;
    this.in = in;
  }

  @Override
  public Person find(boolean forProgram, PrintWriter err) {
    return forProgram ? behindProgram(err) : atStandardStreams(err);
  }

  private Person atStandardStreams(PrintWriter err) {
    StandardStreams terminals = StandardStreams.found(windows);
    Screen screen =
        terminals.err()
            ? Screen.terminal(err, charset, this::columns)
            : Screen.stream(err, charset);
    Optional<Dialog> drawn =
        terminals.in() && hasTerminal()
            ? Optional.of(new DrawnDialog(this::open))
            : Optional.empty();
    Dialog dialog =
        drawn
            .filter(there -> canDraw())
            .orElseGet(() -> new LineDialog(new BufferedReader(in), screen, drawn));
    return new Person(screen, dialog, Clock.systemUTC());
  }

  private Person behindProgram(PrintWriter err) {
    Optional<PrintWriter> device = device();
    Screen screen =
        device.isPresent()
            ? Screen.terminal(device.get(), charset, this::columns)
            : Screen.stream(err, charset);
    Dialog dialog =
        device.isPresent() && canDraw() && !windows ? new DrawnDialog(this::open) : new NoDialog();
    return new Person(screen, dialog, Clock.systemUTC());
  }

  private Optional<PrintWriter> device() {
    if (!windows && !ControllingTerminal.isThere()) {
      return Optional.empty();
    }
    try {
      OutputStream terminal = new FileOutputStream(windows ? "CON" : ControllingTerminal.DEVICE);
      return Optional.of(new PrintWriter(new OutputStreamWriter(terminal, charset)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean hasTerminal() {
    return windows || ControllingTerminal.isThere();
  }

  private boolean canDraw() {
    return windows || !type().equals("dumb");
  }

  private String type() {
    String type = variables.getOrDefault("TERM", "");
    return type.isEmpty() ? "dumb" : type;
  }

  private Terminal open() throws IOException {
    return windows
        ? TerminalBuilder.builder()
            .system(true)
            .systemOutput(SystemOutput.ForcedSysErr)
            .dumb(false)
            .build()
        : ControllingTerminal.open(type(), charset);
  }

  private int columns() {
    try {
      int columns = windows ? USUAL_COLUMNS : ControllingTerminal.columns();
      return columns > 0 ? columns : USUAL_COLUMNS;
    } catch (IOException e) {
      return USUAL_COLUMNS;
    }
  }
}
