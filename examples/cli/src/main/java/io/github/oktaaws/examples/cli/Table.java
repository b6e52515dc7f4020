package io.github.oktaaws.examples.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;

/** Columns of text. */
final class Table {

  private Table() {}

  /**
   * Lines with a heading; a column in which nothing stands is left out.
   *
   * @param rows values by column
   * @param columns the columns, in their order
   * @return the lines
   */
  static String of(List<Map<String, String>> rows, String... columns) {
    List<String> shown =
        Arrays.stream(columns)
            .filter(column -> rows.stream().anyMatch(row -> !cell(row, column).isEmpty()))
            .toList();
    Map<String, Integer> widths =
        shown.stream().collect(Collectors.toMap(column -> column, column -> width(rows, column)));
    StringBuilder text = new StringBuilder();
    if (!rows.isEmpty()) {
      Map<String, String> heading =
          shown.stream().collect(Collectors.toMap(column -> column, String::toUpperCase));
      text.append(line(heading, shown, widths));
    }
    rows.forEach(row -> text.append(line(row, shown, widths)));
    return text.toString();
  }

  private static int width(List<Map<String, String>> rows, String column) {
    return rows.stream()
        .mapToInt(row -> columns(cell(row, column)))
        .reduce(column.length(), Math::max);
  }

  private static String line(
      Map<String, String> row, List<String> columns, Map<String, Integer> widths) {
    return columns.stream()
            .map(column -> padded(cell(row, column), widths.getOrDefault(column, 0)))
            .collect(Collectors.joining("  "))
            .stripTrailing()
        + "\n";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - columns(text));
  }

  /** Of a terminal: Chinese, Japanese and Korean characters take two. */
  private static int columns(String text) {
    return new AttributedString(text).columnLength();
  }

  private static String cell(Map<String, String> row, String column) {
    return Printable.of(row.getOrDefault(column, ""));
  }
}
