package io.github.oktaaws.examples.cli;

/**
 * What one check has found.
 *
 * @param check the check's name, which stays the same from version to version
 * @param state how it ended
 * @param words what was found, and what to change where something is wrong
 */
record Finding(String check, State state, String words) {

  /** How a check ended. */
  enum State {
    /** As it should be. */
    OK("ok"),
    /** To be changed. */
    PROBLEM("PROBLEM"),
    /** Could not be looked at. */
    SKIPPED("skipped");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  static Finding ok(String check, String words) {
    return new Finding(check, State.OK, words);
  }

  static Finding problem(String check, String words) {
    return new Finding(check, State.PROBLEM, words);
  }

  static Finding skipped(String check, String why) {
    return new Finding(check, State.SKIPPED, why);
  }

  boolean isProblem() {
    return state == State.PROBLEM;
  }

  String line() {
    return Printable.of(String.format("%-7s  %-14s  %s", state.word, check, words));
  }
}
