package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A real terminal with a shell in it, which tmux draws. */
final class TmuxWindow implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String server = "okta-aws-" + UUID.randomUUID();

  private TmuxWindow() {}

  static TmuxWindow open(int columns, int rows, Map<String, String> environment) {
    TmuxWindow window = new TmuxWindow();
    List<String> shell = new ArrayList<>(List.of("new-session", "-d", "-s", "it"));
    shell.addAll(List.of("-x", String.valueOf(columns), "-y", String.valueOf(rows)));
    environment.forEach((name, value) -> shell.addAll(List.of("-e", name + "=" + value)));
    shell.addAll(List.of("env", "PS1=% ", "sh"));
    window.tmux(shell.toArray(String[]::new));
    window.awaitScreen("%");
    return window;
  }

  /** Types a line and Enter. */
  void run(String line) {
    type(line);
    press("Enter");
  }

  void type(String text) {
    tmux("send-keys", "-t", "it", "-l", text);
  }

  /** Presses a key that tmux knows by name. */
  void press(String key) {
    tmux("send-keys", "-t", "it", key);
  }

  /** What is to be seen. */
  String screen() {
    return tmux("capture-pane", "-p", "-t", "it").out();
  }

  /** What is to be seen, with the escape sequences that colour it. */
  String colouredScreen() {
    return tmux("capture-pane", "-p", "-e", "-t", "it").out();
  }

  boolean showsCursor() {
    return tmux("display-message", "-p", "-t", "it", "#{cursor_flag}").out().strip().equals("1");
  }

  void awaitScreen(String... words) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(screen()).contains(words));
  }

  private Command tmux(String... arguments) {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null", "-L", server));
    command.addAll(List.of(arguments));
    Command done = Command.run(command, Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8"));
    assertThat(done.exitCode()).as("%s: %s", command, done.err()).isZero();
    return done;
  }

  @Override
  public void close() {
    tmux("kill-server");
  }
}
