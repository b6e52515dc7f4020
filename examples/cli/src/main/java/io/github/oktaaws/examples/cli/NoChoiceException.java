package io.github.oktaaws.examples.cli;

import org.jspecify.annotations.Nullable;

/** The person was asked to choose and did not. */
final class NoChoiceException extends RuntimeException {

  NoChoiceException(String what, String why, Terminal.Question<?> question) {
    this(what, why, question, null);
  }

  NoChoiceException(
      String what, String why, Terminal.Question<?> question, @Nullable Throwable cause) {
    super(
        "You did not choose "
            + what
            + ": "
            + why
            + ". Answer with a number, or give "
            + question.insteadGive()
            + ".",
        cause);
  }
}
