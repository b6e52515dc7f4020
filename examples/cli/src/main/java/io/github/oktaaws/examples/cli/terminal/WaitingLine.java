package io.github.oktaaws.examples.cli.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells every second how long the person still has; leaves nothing behind, however it ends. */
final class WaitingLine implements AutoCloseable {

  private final Screen screen;
  private final String what;
  private final Clock clock;
  private final Instant until;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread atExit;

  private WaitingLine(Screen screen, String what, Duration atMost, Clock clock) {
    this.screen = screen;
    this.what = what;
    this.clock = clock;
    this.until = clock.instant().plus(atMost);
    this.atExit = new Thread(this::end, "okta-aws-terminal");
  }

  static WaitingLine start(Screen screen, String what, Duration atMost, Clock clock) {
    WaitingLine line = new WaitingLine(screen, what, atMost, clock);
    // Ctrl-C ends the program here: the shell's prompt is to find an empty line
    Runtime.getRuntime().addShutdownHook(line.atExit);
    line.show();
    Thread ticking = new Thread(line::tick, "okta-aws-waiting");
    ticking.setDaemon(true);
    ticking.start();
    return line;
  }

  private void tick() {
    try {
      while (!ended.await(1, TimeUnit.SECONDS)) {
        show();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() {
    screen.status(what + " " + left(), () -> ended.getCount() > 0);
  }

  private String left() {
    long seconds = Math.max(0, Duration.between(clock.instant(), until).toSeconds());
    return String.format(Locale.ROOT, "%d:%02d left, Ctrl-C to cancel", seconds / 60, seconds % 60);
  }

  private void end() {
    ended.countDown();
    screen.endStatus();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      // it is being run
    }
  }
}
