package io.github.oktaaws.examples.cli.terminal;

import java.util.List;

/** What the person can be asked. */
interface Dialog {

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

  /**
   * A line of text.
   *
   * @param what what is wanted, for example {@code Password}
   * @param hidden whether it is not to be seen while it is typed
   * @param insteadGive the flag that answers the question beforehand
   * @return the line; the caller's to clear
   * @throws NoChoiceException if there is no answer
   * @throws io.github.oktaaws.error.CancelledException if the person cancelled
   */
  char[] answer(String what, boolean hidden, String insteadGive);
}
