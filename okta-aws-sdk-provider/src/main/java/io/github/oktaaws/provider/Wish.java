package io.github.oktaaws.provider;

import io.github.oktaaws.provider.Order.Purpose;

/** What one call wants, over however many flights. */
final class Wish {

  private final Refresh refresh;
  private final Purpose purpose;
  private boolean takesWhatComes;

  Wish(Refresh refresh, Purpose purpose) {
    this.refresh = refresh;
    this.purpose = purpose;
    this.takesWhatComes = purpose != Purpose.LOGIN;
  }

  Purpose purpose() {
    return purpose;
  }

  /**
   * Whether what has landed will do. The first that a login gets may come out of a store, or be
   * what a call was content with; where it already needs replacing, that is done while the person
   * is there. Once: a source may have nothing better.
   */
  boolean isGranted() {
    if (takesWhatComes || refresh.isFresh()) {
      return true;
    }
    takesWhatComes = true;
    refresh.forgetFailures();
    return false;
  }
}
