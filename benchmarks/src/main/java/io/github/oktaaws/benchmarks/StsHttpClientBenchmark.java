package io.github.oktaaws.benchmarks;

import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Setting;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.services.sts.StsClient;

/** One AssumeRoleWithSAML with an assertion of 18 KB over a warm TLS connection on loopback. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@NullUnmarked
public class StsHttpClientBenchmark {

  /** The HTTP client under the StsClient. */
  @Param public StsHttp http;

  private Lab server;
  private StsClient sts;

  /** Starts the server and opens the connection. */
  @Setup
  public void start() throws IOException {
    server = Lab.here(Setting.roles(1));
    server.trust();
    sts = http.sts(server.sts(), null);
    StsHttp.assume(sts);
  }

  /** Stops them. */
  @TearDown
  public void stop() {
    sts.close();
    server.close();
  }

  /** The whole call, from the request's value to the access key. */
  @Benchmark
  public String assumeRoleWithSaml() {
    return StsHttp.assume(sts);
  }
}
