package io.github.oktaaws.examples.cli.terminal;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.examples.cli.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jline.terminal.Terminal;

/** Arrow keys and fuzzy search on a terminal that can draw. */
final class Picker implements Chooser {

  private final OpenTerminal terminals;

  Picker(OpenTerminal terminals) {
    this.terminals = terminals;
  }

  /** Opens the terminal to draw on. */
  @FunctionalInterface
  interface OpenTerminal {
    Terminal open() throws IOException;
  }

  @Override
  public <T> T choose(Question<T> question, List<T> options) {
    List<String> labels = options.stream().map(question.label()).map(Printable::of).toList();
    try (Terminal terminal = terminals.open()) {
      return new PickerWindow(terminal, question.what(), labels)
          .chosen()
          .map(index -> Objects.requireNonNull(options.get(index)))
          .orElseThrow(() -> cancelled(question));
    } catch (IOException e) {
      throw NoChoiceException.because("the terminal cannot be used", question, e);
    }
  }

  private static CancelledException cancelled(Question<?> question) {
    return new CancelledException("choosing " + question.what(), ErrorContext.at(Step.ROLE_CHOICE));
  }
}
