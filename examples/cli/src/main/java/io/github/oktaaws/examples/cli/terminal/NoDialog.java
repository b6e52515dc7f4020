package io.github.oktaaws.examples.cli.terminal;

import java.util.List;

/** Nobody can be asked: what could have been chosen is listed. */
final class NoDialog implements Dialog {

  @Override
  public <T> T choose(Question<T> question, List<T> options) {
    throw NoChoiceException.nobodyToAsk(question, options);
  }

  @Override
  public char[] answer(String what, boolean hidden, String insteadGive) {
    throw NoChoiceException.nobodyToAnswer(what, insteadGive);
  }
}
