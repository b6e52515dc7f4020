package io.github.oktaaws.benchmarks;

import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Seen;
import io.github.oktaaws.benchmarks.lab.Setting;
import io.github.oktaaws.benchmarks.lab.Tally;
import io.github.oktaaws.store.TokenStore;
import java.io.IOException;
import java.util.Locale;

/**
 * What many cost that share one sign-in: providers of one session, and processes on one store. All
 * resolve their credentials once in every minute of virtual time. Credentials last an hour, and so
 * do Okta's tokens, which a refresh token renews.
 */
public final class Shared {

  private static final int HOURS = 4;
  private static final int[] PROVIDERS = {1, 10, 100};
  private static final int[] PROCESSES = {1, 4, 16};

  private Shared() {}

  /** Some who share a sign-in. */
  interface Sharers extends AutoCloseable {

    /** Lets a minute pass, and then has each of them resolve its credentials. */
    void minute() throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * Counts, and fails if anybody is asked twice.
   *
   * @param args nothing
   */
  public static void main(String[] args) throws IOException {
    try (Lab lab = Lab.elsewhere(Setting.roles(100))) {
      lab.trust();
      for (int count : PROVIDERS) {
        run(lab, "a role each, providers", count, providers(lab, count, count));
      }
      for (int count : PROVIDERS) {
        run(lab, "the same role, providers", count, providers(lab, count, 1));
      }
      for (int count : PROCESSES) {
        run(lab, "the same role, processes", count, SharedProcesses.start(lab, count));
      }
    }
  }

  private static Sharers providers(Lab lab, int count, int roles) {
    return new SharedProviders(
        new MovingClock(), lab.okta(), lab.sts(), TokenStore.inMemory(), count, roles);
  }

  private static void run(Lab lab, String who, int count, Sharers sharers) throws IOException {
    Tally before = lab.tally();
    try (sharers) {
      for (int minute = 0; minute < HOURS * 60; minute++) {
        sharers.minute();
        settle(lab);
      }
    }
    Tally seen = lab.tally().since(before);
    System.out.printf(
        Locale.ROOT,
        "%-26s %3d: prompts %d; in an hour: Okta requests %6.2f, STS requests %6.2f (%s)%n",
        who,
        count,
        seen.of(Seen.DEVICE_AUTHORIZATION),
        (double) seen.oktaRequests() / HOURS,
        (double) seen.stsRequests() / HOURS,
        seen);
    if (seen.of(Seen.DEVICE_AUTHORIZATION) != 1) {
      throw new IllegalStateException("one person is asked once");
    }
  }

  /** Refreshes may go on in the background; they are to end in the minute that they began in. */
  private static void settle(Lab lab) {
    Tally last;
    Tally now = lab.tally();
    do {
      last = now;
      pause();
      now = lab.tally();
    } while (!now.equals(last));
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
