package io.github.oktaaws.interop;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * moto, a stand-in for AWS, on loopback. Its STS reads the assertion as AWS does but takes it
 * unseen: no signature, audience or time is checked, and more than one role is an HTTP 500.
 *
 * @param process the running server
 * @param endpoint where every AWS service answers
 */
record MotoServer(ServerProcess process, URI endpoint) implements AutoCloseable {

  static MotoServer start() {
    Path program = PythonPrograms.path("moto_server");
    int port = ServerProcess.freePort();
    ServerProcess process =
        ServerProcess.start(
            "moto",
            List.of(program.toString(), "-H", "127.0.0.1", "-p", String.valueOf(port)),
            Map.of());
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    process.awaitAnswer(endpoint.resolve("/moto-api/"), Duration.ofMinutes(1));
    return new MotoServer(process, endpoint);
  }

  @Override
  public void close() {
    process.close();
  }
}
