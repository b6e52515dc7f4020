package io.github.oktaaws.examples.cli.terminal;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person: what they are told, and what they choose. Never on standard output, which is for the
 * shell or the program that reads it. Used by one thread.
 */
public final class Person implements AutoCloseable {

  private final Screen screen;
  private final Dialog dialog;
  private final Clock clock;
  private @Nullable WaitingLine waiting;

  Person(Screen screen, Dialog dialog, Clock clock) {
    this.screen = screen;
    this.dialog = dialog;
    this.clock = clock;
  }

  /**
   * A person whose answers are lines of a stream.
   *
   * @param in what they answer
   * @param err where they read
   * @return the person
   */
  public static Person answering(Reader in, PrintWriter err) {
    Screen screen = Screen.stream(err, Charset.defaultCharset());
    return new Person(
        screen,
        new LineDialog(new BufferedReader(in), screen, Optional.empty()),
        Clock.systemUTC());
  }

  /**
   * Nobody: they can be told, not asked.
   *
   * @param forProgram does not matter
   * @param err where they are told
   * @return nobody
   */
  public static Person nobody(boolean forProgram, PrintWriter err) {
    Screen screen = Screen.stream(err, Charset.defaultCharset());
    return new Person(screen, new NoDialog(), Clock.systemUTC());
  }

  /**
   * Tells them something. Characters that would steer the terminal are shown as question marks.
   *
   * @param lines what
   */
  public void say(String... lines) {
    endWaiting();
    screen.lines(lines);
  }

  /**
   * Shows a QR code, if it can be shown here.
   *
   * @param text what is in it
   * @return why it could not be shown, if so
   */
  public Optional<String> showQrCode(String text) {
    endWaiting();
    QrDrawing drawing = QrDrawing.of(text);
    if (drawing.columns() > screen.columns()) {
      return Optional.of(
          "The window is too narrow for a QR code, which needs " + drawing.columns() + " columns.");
    }
    if (!screen.canShow(QrDrawing.CHARACTERS)) {
      return Optional.of("The terminal's character set cannot show a QR code.");
    }
    screen.raw(drawing.text(screen.isTerminal()));
    return Optional.empty();
  }

  /**
   * Lets the person choose.
   *
   * @param question what is to be chosen
   * @param options what there is
   * @param <T> what the options are
   * @return one of the options
   * @throws NoChoiceException if nobody chose
   * @throws io.github.oktaaws.error.CancelledException if the person cancelled
   */
  public <T> T choose(Question<T> question, List<T> options) {
    endWaiting();
    return dialog.choose(question, options);
  }

  /**
   * Asks for a line.
   *
   * @param what what is wanted
   * @param insteadGive the flag that answers beforehand
   * @return the line
   * @throws NoChoiceException if there is no answer
   * @throws io.github.oktaaws.error.CancelledException if the person cancelled
   */
  public String ask(String what, String insteadGive) {
    endWaiting();
    return String.valueOf(dialog.answer(what, false, insteadGive));
  }

  /**
   * Asks for a secret, which is not seen while it is typed.
   *
   * @param what what is wanted
   * @param insteadGive the flag that answers beforehand
   * @return the secret; the caller's to clear
   * @throws NoChoiceException if there is no answer
   * @throws io.github.oktaaws.error.CancelledException if the person cancelled
   */
  public char[] askSecret(String what, String insteadGive) {
    endWaiting();
    return dialog.answer(what, true, insteadGive);
  }

  /**
   * Shows how long something is still waited for, until the person is told or asked something else.
   * Only a terminal shows it.
   *
   * @param what what is waited for
   * @param atMost how long
   */
  public void await(String what, Duration atMost) {
    endWaiting();
    if (screen.isTerminal()) {
      waiting = WaitingLine.start(screen, what, atMost, clock);
    }
  }

  /** Takes away what {@link #await} shows, before something else than this writes. */
  public void endWaiting() {
    WaitingLine line = waiting;
    if (line != null) {
      line.close();
      waiting = null;
    }
  }

  /** Ends the waiting. */
  @Override
  public void close() {
    endWaiting();
  }
}
