package io.github.oktaaws.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Records what the whole test run says: every logger at its finest level in trace.log, and the text
 * of every exception that anybody creates, caught or not, in thrown.jfr. Registered by
 * META-INF/services for all tests.
 */
public final class WholeRunTrace implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(WholeRunTrace.class))
        .getOrComputeIfAbsent(Run.class, any -> new Run(), Run.class);
  }

  private static final class Run implements AutoCloseable {

    private final Recording recording = new Recording();
    // java.util.logging keeps loggers weakly, and their levels go with them
    private final List<Logger> loggers =
        Stream.of("", "okhttp3.OkHttpClient", "okhttp3.internal.concurrent.TaskRunner")
            .map(Logger::getLogger)
            .toList();

    Run() {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
      loggers.forEach(logger -> logger.setLevel(Level.ALL));
      // newer JDKs record only some of the exceptions unless told not to throttle
      recording.enable("jdk.JavaExceptionThrow").withoutStackTrace().with("throttle", "off");
      recording.enable("jdk.JavaErrorThrow").withoutStackTrace();
      recording.start();
      Planted.begin();
      String logged = "control-of-logs-" + UUID.randomUUID();
      String thrown = "control-of-errors-" + UUID.randomUUID();
      Planted.control(logged);
      Planted.control(thrown);
      loggers.get(1).finest(logged);
      Planted.said(new IllegalStateException(thrown).getClass());
    }

    @Override
    public void close() throws IOException {
      recording.stop();
      Path file = Planted.DIRECTORY.resolve("thrown.jfr");
      Files.deleteIfExists(file);
      recording.dump(file);
      recording.close();
    }
  }
}
