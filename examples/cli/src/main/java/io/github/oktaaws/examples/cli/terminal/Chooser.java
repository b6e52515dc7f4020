package io.github.oktaaws.examples.cli.terminal;

import java.util.List;

/** Has the person choose. */
interface Chooser {

  /**
   * One of several.
   *
   * @param question what is to be chosen
   * @param options what there is, at least one
   * @return one of the options
   * @throws NoChoiceException if nobody chose
   * @throws io.github.oktaaws.error.CancelledException if the person cancelled
   */
  <T> T choose(Question<T> question, List<T> options);
}
