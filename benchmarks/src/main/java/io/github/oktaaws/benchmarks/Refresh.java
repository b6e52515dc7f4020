package io.github.oktaaws.benchmarks;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Seen;
import io.github.oktaaws.benchmarks.lab.Setting;
import io.github.oktaaws.benchmarks.lab.Tally;
import io.github.oktaaws.internal.http.OktaHttp;
import java.io.IOException;
import java.time.Duration;

/**
 * One silent refresh: new credentials of one of twenty roles, of a person who has signed in. The
 * servers run in a process of their own; this one is warm.
 */
public final class Refresh {

  private static final Setting TWENTY_ROLES = Setting.roles(20);
  private static final Duration ROUND_TRIP = Duration.ofMillis(50);
  private static final int WARM_UP = 8000;
  private static final int RUNS = 700;
  private static final int DISTANT_RUNS = 25;

  private Refresh() {}

  /**
   * Measures on plain loopback, then at a distance.
   *
   * @param args nothing
   */
  public static void main(String[] args) throws IOException {
    try (Lab lab = Lab.elsewhere(TWENTY_ROLES)) {
      lab.trust();
      onLoopback(lab);
    }
    try (Lab lab = Lab.elsewhere(TWENTY_ROLES.at(ROUND_TRIP))) {
      lab.trust();
      warmAtADistance(lab);
      firstAtADistance(lab);
    }
  }

  private static void onLoopback(Lab lab) {
    RefreshedRole ours = signedIn(lab);
    BareExchanges bare = new BareExchanges(lab, OktaHttp.newClient());
    try (SdkSamlProvider sdk = new SdkSamlProvider(lab, OktaHttp.newClient())) {
      requireThreeRequests(lab, ours);
      for (int i = 0; i < WARM_UP; i++) {
        ours.refresh();
        bare.run();
        sdk.refresh();
      }
      Samples ourTimes = new Samples("refresh, loopback");
      Samples bareTimes = new Samples("  three bare exchanges");
      Samples sdkTimes = new Samples("  the SDK's SAML provider and a supplier");
      for (int i = 0; i < RUNS; i++) {
        ourTimes.time(ours::refresh);
        bareTimes.time(bare::run);
        sdkTimes.time(sdk::refresh);
      }
      print(ourTimes, bareTimes, sdkTimes);
      Ratios.print("refresh/bare", ourTimes.medianMillis() / bareTimes.medianMillis());
    }
  }

  private static void warmAtADistance(Lab lab) {
    RefreshedRole ours = signedIn(lab);
    BareExchanges bare = new BareExchanges(lab, OktaHttp.newClient());
    requireThreeRequests(lab, ours);
    bare.run();
    Samples ourTimes = new Samples("refresh, 50 ms away, connections open");
    Samples bareTimes = new Samples("  three bare exchanges");
    for (int i = 0; i < DISTANT_RUNS; i++) {
      ourTimes.time(ours::refresh);
      bareTimes.time(bare::run);
    }
    print(ourTimes, bareTimes);
    Ratios.print("refresh/3rtt", ourTimes.medianMillis() / (3 * ROUND_TRIP.toMillis()));
  }

  private static void firstAtADistance(Lab lab) {
    Samples ourTimes = new Samples("first refresh, 50 ms away, no connection");
    Samples bareTimes = new Samples("  three bare exchanges");
    for (int i = 0; i < DISTANT_RUNS; i++) {
      RefreshedRole ours = signedIn(lab);
      BareExchanges bare = new BareExchanges(lab, OktaHttp.newClient());
      bare.disconnect();
      ourTimes.time(ours::refresh);
      bareTimes.time(bare::run);
    }
    Tally before = lab.tally();
    signedIn(lab).refresh();
    System.out.println("first refresh: " + lab.tally().since(before));
    print(ourTimes, bareTimes);
    Ratios.print("refresh-first/rtt", ourTimes.medianMillis() / ROUND_TRIP.toMillis());
  }

  private static RefreshedRole signedIn(Lab lab) {
    MovingClock clock = new MovingClock();
    OktaAwsSession session = new LabSessions(lab, clock).signedIn();
    return new RefreshedRole(session.role(Setting.role(0)), clock);
  }

  private static void requireThreeRequests(Lab lab, RefreshedRole role) {
    role.refresh();
    Tally before = lab.tally();
    role.refresh();
    Tally seen = lab.tally().since(before);
    System.out.println("one refresh: " + seen);
    boolean three =
        seen.of(Seen.EXCHANGE) == 1
            && seen.of(Seen.PAGE) == 1
            && seen.of(Seen.ASSUME_ROLE) == 1
            && seen.oktaRequests() + seen.stsRequests() == 3;
    if (!three) {
      throw new IllegalStateException("a refresh is one exchange, one page and one STS call");
    }
  }

  private static void print(Samples... samples) {
    for (Samples one : samples) {
      System.out.println(one);
    }
  }
}
