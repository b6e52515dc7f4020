package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsLineUpOnATerminalWhereSomeCharactersTakeTwoColumns() {
    String table =
        Table.of(
            List.of(
                Map.of("app", "AWS 東京", "role", "Reader"),
                Map.of("app", "AWS Zürich", "role", "Analyst")),
            "app",
            "role");

    assertThat(table)
        .isEqualTo(
            """
            APP         ROLE
            AWS 東京    Reader
            AWS Zürich  Analyst
            """);
  }
}
