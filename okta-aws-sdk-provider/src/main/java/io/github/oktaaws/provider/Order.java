package io.github.oktaaws.provider;

/**
 * What a refresh is started for.
 *
 * @param purpose who wants it
 * @param mayAsk whether the person may be asked
 * @param at when it was ordered
 */
record Order(Purpose purpose, boolean mayAsk, Moment at) {

  /** Who wants it. */
  enum Purpose {
    /** Nobody waits: there are to be new ones before the old ones must be replaced. */
    AHEAD,
    /** A call that needs some. */
    CALL,
    /** A person who is there and has time. */
    LOGIN
  }
}
