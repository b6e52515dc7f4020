package io.github.oktaaws.examples.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzyTest {

  private static final List<String> LABELS =
      List.of(
          "Admin (account 123456789012)",
          "ReadOnly (account 123456789012)",
          "Admin (account 210987654321)",
          "Data Production, Analyst (account 210987654321)");

  @Test
  void anEmptySearchFindsAllInTheirOrder() {
    assertThat(Fuzzy.best("  ", LABELS)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void everyWordMustBeThere() {
    assertThat(Fuzzy.best("admin 2109", LABELS)).containsExactly(2);
    assertThat(Fuzzy.best("2109 ADMIN", LABELS)).containsExactly(2);
    assertThat(Fuzzy.best("admin nowhere", LABELS)).isEmpty();
  }

  @Test
  void scatteredLettersAreFoundInTheirOrder() {
    assertThat(Fuzzy.best("rdnly", LABELS)).first().isEqualTo(1);
    assertThat(Fuzzy.best("ylnr", LABELS)).isEmpty();
  }

  @Test
  void theBeginningsOfWordsComeFirst() {
    assertThat(Fuzzy.best("prod", List.of("Nonprod", "p-r-o-d", "My Production")))
        .containsExactly(2, 0, 1);
  }
}
