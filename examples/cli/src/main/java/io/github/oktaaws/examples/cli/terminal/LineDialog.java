package io.github.oktaaws.examples.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A numbered list and a line to answer: for input that is no terminal, or one that cannot draw. */
final class LineDialog implements Dialog {

  private static final int MOST_ANSWERS = 3;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

  private final BufferedReader in;
  private final Screen screen;
  private final Optional<Dialog> drawn;

  /**
   * Asks for lines.
   *
   * @param in where they come from
   * @param screen where the person reads
   * @param drawn what hides what is typed, where lines come from a terminal
   */
  LineDialog(BufferedReader in, Screen screen, Optional<Dialog> drawn) {
    this.in = in;
    this.screen = screen;
    this.drawn = drawn;
  }

  @Override
  public <T> T choose(Question<T> question, List<T> options) {
    screen.lines("", "Choose " + question.what() + ":");
    for (int i = 0; i < options.size(); i++) {
      screen.lines("  " + (i + 1) + ") " + question.label().apply(options.get(i)));
    }
    for (int asked = 0; asked < MOST_ANSWERS; asked++) {
      screen.raw("Number, 1 to " + options.size() + ": ");
      String answer = answer(question);
      Optional<T> chosen = chosen(answer, options);
      if (chosen.isPresent()) {
        return chosen.get();
      }
      screen.lines("'" + answer + "' is not a number from 1 to " + options.size() + ".");
    }
    throw NoChoiceException.because("there was no usable answer", question, null);
  }

  @Override
  public char[] answer(String what, boolean hidden, String insteadGive) {
    if (hidden && drawn.isPresent()) {
      return drawn.get().answer(what, hidden, insteadGive);
    }
    screen.raw(what + ": ");
    try {
      String line = in.readLine();
      screen.lines("");
      if (line == null || line.isEmpty()) {
        throw NoChoiceException.noAnswer(what, insteadGive, null);
      }
      return line.toCharArray();
    } catch (IOException e) {
      throw NoChoiceException.noAnswer(what, insteadGive, e);
    }
  }

  private String answer(Question<?> question) {
    try {
      String line = in.readLine();
      if (line == null) {
        screen.lines("");
        throw NoChoiceException.because("standard input has ended", question, null);
      }
      if (line.isBlank()) {
        throw NoChoiceException.because("the answer was empty", question, null);
      }
      return line.strip();
    } catch (IOException e) {
      throw NoChoiceException.because("standard input cannot be read", question, e);
    }
  }

  private static <T> Optional<T> chosen(String answer, List<T> options) {
    if (!NUMBER.matcher(answer).matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(answer);
    return number >= 1 && number <= options.size()
        ? Optional.of(Objects.requireNonNull(options.get(number - 1)))
        : Optional.empty();
  }
}
