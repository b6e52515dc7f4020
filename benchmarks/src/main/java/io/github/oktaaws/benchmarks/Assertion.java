package io.github.oktaaws.benchmarks;

import io.github.oktaaws.error.InvalidAssertionException;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.LongAssertions;
import io.github.oktaaws.saml.SamlAssertion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;

/** From the page that Okta answers with to the roles in it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@NullUnmarked
public class Assertion {

  private static final List<Integer> SIZES = List.of(1, 20, 300, 1000);

  /** A page. */
  @State(Scope.Benchmark)
  public static class Page {

    /** How many roles it offers. */
    @Param("1")
    public int roles;

    String html;

    /** Writes it. */
    @Setup
    public void write() {
      html = FederationPage.html(roles);
    }
  }

  /** OpenSAML, initialized; in no other benchmark's JVM, since ours would then use its classes. */
  @State(Scope.Benchmark)
  public static class OpenSaml {
    final OpenSamlPeer peer = new OpenSamlPeer();
  }

  /** The JDK's parser. */
  @State(Scope.Benchmark)
  public static class Dom {
    final DomPeer peer = new DomPeer();
  }

  /**
   * Measures everything.
   *
   * @param args how many rounds; three if absent
   */
  public static void main(String[] args) throws RunnerException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    SIZES.forEach(Assertion::requireSameRoles);
    Map<Integer, Rounds> measured = new LinkedHashMap<>();
    for (int size : SIZES) {
      measured.put(
          size,
          Rounds.run(
              Assertion.class, count, options -> options.param("roles", String.valueOf(size))));
    }
    System.out.println("µs per page (median of the rounds, fastest round), KB allocated per page");
    measured.forEach(Assertion::print);
    System.out.printf(
        "time per role at 1000 roles over that at 300: %.2f%n",
        measured.get(1000).time("ours") / 1000 / (measured.get(300).time("ours") / 300));
    SIZES.forEach(Assertion::printRefusal);
    measured.forEach(
        (size, rounds) ->
            Ratios.print("assertion/opensaml-" + size, rounds.ratio("ours", "openSaml")));
  }

  private static void requireSameRoles(int size) {
    String html = FederationPage.html(size);
    List<RolePair> ours =
        LongAssertions.roles(html).stream()
            .map(role -> new RolePair(role.roleArn(), role.principalArn()))
            .toList();
    if (ours.size() != size
        || !ours.equals(new DomPeer().roles(html))
        || !ours.equals(new OpenSamlPeer().roles(html))) {
      throw new IllegalStateException("not the same work: they disagree on " + size + " roles");
    }
  }

  private static void print(int size, Rounds rounds) {
    System.out.printf("%4d roles, page of %d KB:", size, FederationPage.html(size).length() / 1024);
    for (String method : List.of("ours", "openSaml", "dom")) {
      System.out.printf(
          "  %s %.0f %.0f, %.0f KB",
          method, rounds.time(method), rounds.best(method), rounds.bytes(method) / 1024);
    }
    System.out.println();
  }

  private static void printRefusal(int size) {
    String html = FederationPage.html(size);
    try {
      SamlAssertion.fromPage(html);
    } catch (InvalidAssertionException refused) {
      System.out.println(size + " roles: refused before any call: " + refused.getMessage());
    }
  }

  /** Ours, without the limit of AWS STS on the response's length. */
  @Benchmark
  public List<AwsRole> ours(Page page) {
    return LongAssertions.roles(page.html);
  }

  /** The module opensaml-saml-impl, and jsoup for the page. */
  @Benchmark
  public List<RolePair> openSaml(Page page, OpenSaml openSaml) {
    return openSaml.peer.roles(page.html);
  }

  /** The JDK's DOM parser, and jsoup for the page. */
  @Benchmark
  public List<RolePair> dom(Page page, Dom dom) {
    return dom.peer.roles(page.html);
  }
}
