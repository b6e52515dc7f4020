package io.github.oktaaws.benchmarks;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Seen;
import io.github.oktaaws.benchmarks.lab.Setting;
import io.github.oktaaws.benchmarks.lab.Tally;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Ten roles from one sign-in, asked for at the same time, beside ten whole flows: ten sessions, one
 * after the other, each with a sign-in of its own. Every run of either starts without connections,
 * 50 ms away; the person approves at once.
 */
public final class Roles {

  private static final int ROLES = 10;
  private static final int WARM_UP = 3;
  private static final int RUNS = 9;

  private final Lab lab;
  private final LabSessions sessions;

  private Roles(Lab lab) {
    this.lab = lab;
    this.sessions = new LabSessions(lab, Clock.systemUTC());
  }

  /**
   * Measures both.
   *
   * @param args nothing
   */
  public static void main(String[] args) throws IOException {
    try (Lab lab = Lab.elsewhere(Setting.roles(20).at(Duration.ofMillis(50)))) {
      lab.trust();
      new Roles(lab).run();
    }
  }

  private void run() {
    for (int i = 0; i < WARM_UP; i++) {
      tenRoles();
      wholeFlow(i);
    }
    requireOneOfEach();
    Samples together = new Samples("ten roles from one sign-in");
    Samples flows = new Samples("  ten whole flows");
    for (int i = 0; i < RUNS; i++) {
      together.time(this::tenRoles);
      flows.time(() -> IntStream.range(0, ROLES).forEach(this::wholeFlow));
    }
    System.out.println(together);
    System.out.println(flows);
    Ratios.print("roles/ten-flows", together.medianMillis() / flows.medianMillis());
  }

  private void tenRoles() {
    OktaAwsSession session = sessions.signedOut();
    ExecutorService threads = Executors.newFixedThreadPool(ROLES);
    try {
      List<CompletableFuture<Void>> all =
          IntStream.range(0, ROLES)
              .mapToObj(role -> CompletableFuture.runAsync(() -> get(session, role), threads))
              .toList();
      all.forEach(CompletableFuture::join);
    } finally {
      threads.shutdown();
    }
  }

  private void wholeFlow(int role) {
    get(sessions.signedOut(), role);
  }

  private static void get(OktaAwsSession session, int role) {
    session.role(Setting.role(role)).get(RoleCredentialsSource.Request.asking());
  }

  private void requireOneOfEach() {
    Tally before = lab.tally();
    tenRoles();
    Tally seen = lab.tally().since(before);
    System.out.println("ten roles: " + seen);
    boolean shared =
        seen.of(Seen.DEVICE_AUTHORIZATION) == 1
            && seen.of(Seen.EXCHANGE) == 1
            && seen.of(Seen.PAGE) == 1
            && seen.of(Seen.ASSUME_ROLE) == ROLES;
    if (!shared) {
      throw new IllegalStateException("ten roles are one sign-in, one page and ten STS calls");
    }
    before = lab.tally();
    wholeFlow(0);
    System.out.println("a whole flow: " + lab.tally().since(before));
  }
}
