package io.github.oktaaws.examples.cli.terminal;

import java.util.List;

/** Nobody can be asked: what could have been chosen is listed. */
final class NobodyToAsk implements Chooser {

  @Override
  public <T> T choose(Question<T> question, List<T> options) {
    throw NoChoiceException.nobodyToAsk(question, options);
  }
}
