package io.github.oktaaws.examples.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The person: what they are told goes to standard error, since standard output is for the shell
 * that evaluates it, and what they answer comes from standard input.
 */
final class Terminal {

  private static final int MOST_ANSWERS = 3;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

  private final BufferedReader in;
  private final PrintWriter err;

  Terminal(BufferedReader in, PrintWriter err) {
    this.in = in;
    this.err = err;
  }

  /** A choice to be made. */
  record Question<T>(String what, Function<T, String> label, String insteadGive) {}

  void say(String... lines) {
    for (String line : lines) {
      err.println(printable(line));
    }
    err.flush();
  }

  /**
   * Lets the person choose by number.
   *
   * @param question what is to be chosen
   * @param options what there is
   * @return one of the options
   * @throws NoChoiceException if there is no answer, or no useful one
   */
  <T> T choose(Question<T> question, List<T> options) {
    say("", "Choose " + question.what() + ":");
    for (int i = 0; i < options.size(); i++) {
      say("  " + (i + 1) + ") " + question.label().apply(options.get(i)));
    }
    for (int asked = 0; asked < MOST_ANSWERS; asked++) {
      err.print("Number, 1 to " + options.size() + ": ");
      err.flush();
      String answer = answer(question);
      Optional<T> chosen = chosen(answer, options);
      if (chosen.isPresent()) {
        return chosen.get();
      }
      say("'" + answer + "' is not a number from 1 to " + options.size() + ".");
    }
    throw new NoChoiceException(question.what(), "there was no usable answer", question);
  }

  private String answer(Question<?> question) {
    try {
      String line = in.readLine();
      if (line == null) {
        say("");
        throw new NoChoiceException(question.what(), "standard input has ended", question);
      }
      if (line.isBlank()) {
        throw new NoChoiceException(question.what(), "the answer was empty", question);
      }
      return line.strip();
    } catch (IOException e) {
      throw new NoChoiceException(question.what(), "standard input cannot be read", question, e);
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

  /** Labels and messages may come from a server: nothing in them may steer the terminal. */
  static String printable(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }
}
