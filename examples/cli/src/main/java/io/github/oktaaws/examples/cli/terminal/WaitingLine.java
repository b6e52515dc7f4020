package io.github.oktaaws.examples.cli.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells every second how long the person still has; leaves nothing behind, however it ends. */
final class WaitingLine implements AutoCloseable {

  private final Screen screen;
  private final String what;
  private final Clock clock;
  private final Instant until;
  private final Thread atExit;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          tick -> {
            Thread thread = new Thread(tick, "okta-aws-waiting");
            thread.setDaemon(true);
            return thread;
          });

  private WaitingLine(Screen screen, String what, Duration atMost, Clock clock) {
    this.screen = screen;
    this.what = what;
    this.clock = clock;
    this.until = clock.instant().plus(atMost);
    this.atExit = new Thread(screen::endStatus, "okta-aws-terminal");
  }

  static WaitingLine start(Screen screen, String what, Duration atMost, Clock clock) {
    WaitingLine line = new WaitingLine(screen, what, atMost, clock);
    // Ctrl-C ends the program here: the shell's prompt is to find an empty line
    Runtime.getRuntime().addShutdownHook(line.atExit);
    line.show();
    line.ticks.scheduleAtFixedRate(line::show, 1, 1, TimeUnit.SECONDS);
    return line;
  }

  private void show() {
    if (!ticks.isShutdown()) {
      screen.status(what + " " + left());
    }
  }

  String left() {
    long seconds = Math.max(0, Duration.between(clock.instant(), until).toSeconds());
    return String.format(Locale.ROOT, "%d:%02d left, Ctrl-C to cancel", seconds / 60, seconds % 60);
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    screen.endStatus();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      // it is being run
    }
  }
}
