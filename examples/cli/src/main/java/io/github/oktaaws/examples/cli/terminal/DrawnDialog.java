package io.github.oktaaws.examples.cli.terminal;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.examples.cli.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jline.terminal.Terminal;

/** Arrow keys, fuzzy search and hidden input on a terminal. */
final class DrawnDialog implements Dialog {

  private final OpenTerminal terminals;

  DrawnDialog(OpenTerminal terminals) {
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
          .orElseThrow(() -> cancelled("choosing " + question.what()));
    } catch (IOException e) {
      throw NoChoiceException.because("the terminal cannot be used", question, e);
    }
  }

  @Override
  public char[] answer(String what, boolean hidden, String insteadGive) {
    char[] typed;
    try (Terminal terminal = terminals.open()) {
      typed =
          new TypedLine(terminal, hidden)
              .read(Printable.of(what))
              .orElseThrow(() -> cancelled("answering"));
    } catch (IOException e) {
      throw NoChoiceException.noAnswer(what, insteadGive, e);
    }
    if (typed.length == 0) {
      throw NoChoiceException.noAnswer(what, insteadGive, null);
    }
    return typed;
  }

  private static CancelledException cancelled(String what) {
    return new CancelledException(what, ErrorContext.at(Step.SIGN_IN));
  }
}
