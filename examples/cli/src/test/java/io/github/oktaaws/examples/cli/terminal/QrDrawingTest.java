package io.github.oktaaws.examples.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class QrDrawingTest {

  private static final String ADDRESS = "https://acme.okta.com/activate?user_code=NNBJWNSJ";

  @Test
  void theDrawingIsTheCodeModuleByModule() {
    QrCode code = QrCode.encodeText(ADDRESS, QrCode.Ecc.LOW);
    List<String> lines = QrDrawing.of(ADDRESS).text(true).lines().map(this::plain).toList();

    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        char cell = lines.get((y + 2) / 2).charAt(x + 2);
        boolean dark = (y % 2 == 0 ? "█▀" : "█▄").indexOf(cell) >= 0;
        assertThat(dark).as("module %d, %d", x, y).isEqualTo(code.getModule(x, y));
      }
    }
  }

  @Test
  void everyLineIsAsWideAsItSaysAndSetsItsOwnColours() {
    QrDrawing drawing = QrDrawing.of(ADDRESS);

    assertThat(drawing.text(true).lines())
        .allSatisfy(
            line -> {
              assertThat(line).startsWith("\u001b[38;5;16;48;5;231m").endsWith("\u001b[0m");
              assertThat(plain(line)).hasSize(drawing.columns());
            });
  }

  @Test
  void whereThereIsNoTerminalNothingSteersOne() {
    assertThat(QrDrawing.of(ADDRESS).text(false)).doesNotContain("\u001b").contains("█");
  }

  @Test
  void aWindowThatIsTooNarrowGetsWordsInstead() {
    StringWriter shown = new StringWriter();
    Screen narrow = Screen.terminal(new PrintWriter(shown), StandardCharsets.UTF_8, () -> 20);
    Person person = new Person(narrow, new NoDialog(), Clock.systemUTC());

    assertThat(person.showQrCode(ADDRESS)).get().asString().contains("too narrow");
    assertThat(shown.toString()).isEmpty();
  }

  @Test
  void aCharacterSetThatHasNoBlocksGetsWordsInstead() {
    StringWriter shown = new StringWriter();
    Screen ascii = Screen.terminal(new PrintWriter(shown), StandardCharsets.US_ASCII, () -> 200);
    Person person = new Person(ascii, new NoDialog(), Clock.systemUTC());

    assertThat(person.showQrCode(ADDRESS)).isPresent();
    assertThat(shown.toString()).isEmpty();
  }

  private String plain(String line) {
    return line.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
