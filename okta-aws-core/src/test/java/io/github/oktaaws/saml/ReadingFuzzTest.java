package io.github.oktaaws.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.oktaaws.error.OktaAwsException;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Mutates whole pages and documents; only the typed errors may come out, without the secret. */
class ReadingFuzzTest {

  private static final int RUNS = 10_000;

  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "\"",
          "'",
          "&",
          ";",
          "=",
          "]]>",
          "<![CDATA[",
          "<!--",
          "-->",
          "<!DOCTYPE x>",
          "<?x ?>",
          "</saml2:Assertion>",
          "<saml2:Assertion>",
          "<saml2:AttributeValue>",
          " xmlns=\"\"",
          " xsi:type=\"a:b\"",
          " ID=\"id1\"",
          "&#0;",
          "&amp;",
          "\u0000",
          "\ud800",
          "\u202e",
          "<template>",
          "</form>",
          "<script>",
          "<textarea>",
          "<title>",
          "<input name=",
          "SAMLResponse",
          "stateToken",
          ",",
          "arn:aws:iam::",
          "Z",
          "T",
          "-",
          "999999999999999999");

  private final Random random = new Random(20261124);

  @Test
  void aMutatedDocumentIsReadOrRefused() {
    SamlDocument document = SamlDocument.usual().and("SessionDuration", "3600");
    document.sessionEnd = " SessionNotOnOrAfter=\"2026-11-24T18:00:00Z\"";
    String xml = document.xml();

    fuzz(xml, mutated -> SamlAssertion.parse(SamlDocument.encode(mutated)));
  }

  @Test
  void aMutatedPageIsReadOrRefused() {
    fuzz(SamlDocument.page(SamlDocument.usual().encoded()), SamlAssertion::fromPage);
  }

  private void fuzz(String seed, Function<String, SamlAssertion> read) {
    int accepted = 0;
    int refused = 0;
    for (int run = 0; run < RUNS; run++) {
      String mutated = mutate(seed);
      try {
        String shown = read.apply(mutated).toString();
        assertThat(shown.contains(SamlDocument.SECRET)).isFalse();
        accepted++;
      } catch (OktaAwsException e) {
        assertThat(shown(e).contains(SamlDocument.SECRET)).isFalse();
        refused++;
      } catch (RuntimeException | StackOverflowError e) {
        fail("run " + run + " of " + mutated, e);
      }
    }
    // both, or the mutations would test nothing
    assertThat(accepted).isGreaterThan(RUNS / 100);
    assertThat(refused).isGreaterThan(RUNS / 100);
  }

  private String mutate(String seed) {
    StringBuilder text = new StringBuilder(seed);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(30));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
        case 3 -> text.replace(from, Math.min(from + 1, to), "" + (char) random.nextInt(0x300));
        default -> text.setLength(from + (text.length() - from) * random.nextInt(10) / 9);
      }
    }
    return text.toString();
  }

  private static String shown(Throwable e) {
    return e + (e.getCause() == null ? "" : shown(e.getCause()));
  }
}
