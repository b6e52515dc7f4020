package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a real terminal, as a person sees and uses it. */
class TerminalIT {

  private static final String WAITING = "Waiting for you to approve,";
  private static final String MODULES = " ▀▄█";

  private final Path folder;

  TerminalIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void the_prompt_shows_address_code_org_and_the_time_left_in_one_line() {
    try (StandaloneSandbox sandbox = StandaloneSandbox.start();
        TmuxWindow window = window(sandbox, 100, 40)) {
      window.run(web(sandbox, ""));
      window.awaitScreen(WAITING, "9:5");
      String first = waiting(window);
      await().untilAsserted(() -> assertThat(waiting(window)).isNotEqualTo(first));

      String org = sandbox.oktaUrl().substring("http://".length());
      assertThat(window.screen())
          .contains(sandbox.oktaUrl() + "/activate?user_code=", org + " shows this code: ");
      assertThat(window.screen().split(WAITING, -1)).hasSize(2);
    }
  }

  @Test
  void ctrl_c_while_waiting_leaves_the_terminal_as_it_was() {
    try (StandaloneSandbox sandbox = StandaloneSandbox.start();
        TmuxWindow window = window(sandbox, 100, 40)) {
      window.run("stty -g > before");
      window.run(web(sandbox, ""));
      window.awaitScreen(WAITING);

      window.press("C-c");

      window.awaitScreen("exit code 130");
      assertThat(window.screen()).doesNotContain(WAITING);
      assertTerminalIsClean(window);
      assertThat(folder.resolve("out")).isEmptyFile();
    }
  }

  @Test
  void arrows_and_search_choose_app_and_role() {
    try (StandaloneSandbox sandbox = StandaloneSandbox.start("--auto-approve", "jane");
        TmuxWindow window = window(sandbox, 100, 40)) {
      window.run("stty -g > before");
      window.run(web(sandbox, ""));
      window.awaitScreen("Choose an IdP", "> AWS Production");
      window.press("Down");
      window.awaitScreen("> AWS Development");
      window.press("Enter");
      window.awaitScreen("Choose a role", "> Admin (account 210987654321)");
      window.type("ronly");
      window.awaitScreen("> ReadOnly (account 210987654321)", "1/3");
      window.press("Enter");

      window.awaitScreen("Role: arn:aws:iam::210987654321:role/ReadOnly", "exit code 0");
      assertThat(window.screen()).doesNotContain("Choose");
      assertTerminalIsClean(window);
      assertThat(folder.resolve("out")).content().startsWith("export AWS_ACCESS_KEY_ID=");
    }
  }

  @Test
  void escape_and_ctrl_c_cancel_a_choice() {
    for (String key : List.of("Escape", "C-c")) {
      try (StandaloneSandbox sandbox = StandaloneSandbox.start("--auto-approve", "jane");
          TmuxWindow window = window(sandbox, 100, 40)) {
        window.run("stty -g > before");
        window.run(web(sandbox, ""));
        window.awaitScreen("Choose an IdP");

        window.press(key);

        window.awaitScreen("Cancelled", "exit code 130");
        assertThat(window.screen()).doesNotContain("Choose an IdP:");
        assertTerminalIsClean(window);
        assertThat(folder.resolve("out")).isEmptyFile();
      }
    }
  }

  @Test
  void the_qr_code_can_be_scanned() throws ReaderException {
    try (StandaloneSandbox sandbox = StandaloneSandbox.start();
        TmuxWindow window = window(sandbox, 80, 45)) {
      window.run(web(sandbox, "--qr-code"));
      window.awaitScreen(WAITING);

      Matcher address = Pattern.compile("http://\\S+user_code=\\S+").matcher(window.screen());
      assertThat(address.find()).isTrue();
      assertThat(scanned(window.screen())).isEqualTo(address.group());
      assertThat(window.colouredScreen()).contains("\u001b[38;5;16m\u001b[48;5;231m");
    }
  }

  @Test
  void a_narrow_window_says_so_and_shows_the_address() {
    try (StandaloneSandbox sandbox = StandaloneSandbox.start();
        TmuxWindow window = window(sandbox, 25, 45)) {
      window.run(web(sandbox, "-q"));

      window.awaitScreen("too narrow", "user_code");
      assertThat(window.screen()).doesNotContain("█");
    }
  }

  @Test
  void a_browser_command_that_does_not_return_holds_nothing_up() throws IOException {
    Path browser = folder.resolve("browser");
    Files.writeString(browser, "#!/bin/sh\nprintf '%s\\n' \"$@\" > opened\nexec sleep 30\n");
    assertThat(browser.toFile().setExecutable(true)).isTrue();
    try (StandaloneSandbox sandbox = StandaloneSandbox.start("--auto-approve", "jane");
        TmuxWindow window = window(sandbox, 100, 40)) {
      window.run(web(sandbox, "-m \"" + browser + " --new 'a window'\""));

      window.awaitScreen("Choose an IdP");
      assertThat(folder.resolve("opened"))
          .content()
          .startsWith("--new\na window\n" + sandbox.oktaUrl() + "/activate?user_code=");
    }
  }

  /** okta-aws-cli 2.6.0 never shows the address there. */
  @Test
  void a_prompt_for_a_program_is_seen_although_its_standard_error_is_swallowed() {
    try (StandaloneSandbox sandbox = StandaloneSandbox.start();
        TmuxWindow window = window(sandbox, 100, 40)) {
      window.run(web(sandbox, "--format process-credentials") + " 2> swallowed < /dev/null");

      window.awaitScreen("user_code=", WAITING);
      assertThat(folder.resolve("swallowed")).isEmptyFile();
      window.press("C-c");
    }
  }

  private TmuxWindow window(StandaloneSandbox sandbox, int columns, int rows) {
    TmuxWindow window =
        TmuxWindow.open(
            columns,
            rows,
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "AWS_ENDPOINT_URL_STS",
                sandbox.stsUrl(),
                "AWS_REGION",
                "us-east-1",
                "LC_ALL",
                "C.UTF-8"));
    window.run("cd '" + folder + "'; clear");
    return window;
  }

  private static String web(StandaloneSandbox sandbox, String options) {
    String program = System.getProperty("interop.cli", "../cli/okta-aws");
    return "{ '%s' web %s -o %s -c %s; echo exit code $? > /dev/tty; } > out"
        .formatted(
            Path.of(program).toAbsolutePath().normalize(),
            options,
            sandbox.oktaUrl(),
            sandbox.clientId());
  }

  private static String waiting(TmuxWindow window) {
    return window.screen().lines().filter(line -> line.contains(WAITING)).findFirst().orElse("");
  }

  private static void assertTerminalIsClean(TmuxWindow window) {
    window.run("stty -g | cmp - before && echo un''changed");
    window.awaitScreen("unchanged");
    assertThat(window.showsCursor()).isTrue();
  }

  /** Reads the code as a telephone does, from the cells that the terminal shows. */
  private static String scanned(String screen) throws ReaderException {
    List<String> rows =
        screen
            .lines()
            .filter(
                line -> line.length() > 20 && line.chars().allMatch(c -> MODULES.indexOf(c) >= 0))
            .toList();
    int scale = 4;
    int width = rows.stream().mapToInt(String::length).max().orElseThrow() + 8;
    int height = 2 * rows.size() + 8;
    int[] pixels = new int[width * scale * height * scale];
    Arrays.fill(pixels, 0xffffff);
    for (int y = 0; y < 2 * rows.size(); y++) {
      String row = rows.get(y / 2);
      for (int x = 0; x < row.length(); x++) {
        if ((y % 2 == 0 ? "▀█" : "▄█").indexOf(row.charAt(x)) >= 0) {
          blacken(pixels, width, scale, x + 4, y + 4);
        }
      }
    }
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(
                new HybridBinarizer(new RGBLuminanceSource(width * scale, height * scale, pixels))))
        .getText();
  }

  private static void blacken(int[] pixels, int width, int scale, int x, int y) {
    for (int i = 0; i < scale * scale; i++) {
      pixels[(y * scale + i / scale) * width * scale + x * scale + i % scale] = 0;
    }
  }
}
