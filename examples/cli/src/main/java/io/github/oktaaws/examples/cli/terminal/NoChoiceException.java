package io.github.oktaaws.examples.cli.terminal;

import io.github.oktaaws.examples.cli.Printable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody was to choose or to answer, and nobody did. */
public final class NoChoiceException extends RuntimeException {

  private NoChoiceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static NoChoiceException because(String why, Question<?> question, @Nullable Throwable cause) {
    return new NoChoiceException(
        "You did not choose "
            + question.what()
            + ": "
            + why
            + ". Answer with a number, or give "
            + question.insteadGive()
            + ".",
        cause);
  }

  static <T> NoChoiceException nobodyToAsk(Question<T> question, List<T> options) {
    String there =
        options.stream()
            .map(question.label())
            .map(label -> "\n  " + Printable.of(label))
            .collect(Collectors.joining());
    return new NoChoiceException(
        "There is no terminal to choose "
            + question.what()
            + " at. Give "
            + question.insteadGive()
            + ". There are:"
            + there,
        null);
  }

  static NoChoiceException nobodyToAnswer(String what, String insteadGive) {
    return new NoChoiceException(
        "There is no terminal to ask for this at: " + what + ". Give " + insteadGive + ".", null);
  }

  static NoChoiceException noAnswer(String what, String insteadGive, @Nullable Throwable cause) {
    return new NoChoiceException(
        "There was no answer to this: " + what + ". Answer, or give " + insteadGive + ".", cause);
  }
}
