package io.github.oktaaws.examples.cli;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.config.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Whoever switches finds everything, and what the guide says is so. */
class FromOktaAwsCliTest {

  private static final Path GUIDE = Path.of("../../docs/from-okta-aws-cli.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Set<String> COMMANDS = Set.of("web", "m2m", "direct");

  private final CommandLine program = OktaAws.sketch();
  private final Map<String, Setting<?>> settings =
      Setting.all().stream().collect(toMap(Setting::name, setting -> setting));

  /** A flag, as okta-aws-cli has it or as the guide tells of it. */
  private record Row(
      String command, String flag, String shortName, List<String> variables, String key) {}

  @Test
  void theGuideHasARowForEveryFlagOfOktaAwsCliWithItsVariablesAndKey() throws IOException {
    List<Row> told = guide().stream().map(FromOktaAwsCliTest::row).toList();

    List<Row> theirs = theirs();

    assertThat(theirs).hasSize(33);
    assertThat(told.stream().map(row -> row.command() + " --" + row.flag()))
        .containsExactlyInAnyOrderElementsOf(
            theirs.stream().map(row -> row.command() + " --" + row.flag()).toList());
    for (Row row : theirs) {
      Row ours =
          told.stream()
              .filter(one -> one.command().equals(row.command()) && one.flag().equals(row.flag()))
              .findFirst()
              .orElseThrow();
      assertThat(ours.shortName()).as(row.flag()).isEqualTo(row.shortName());
      assertThat(ours.variables()).as(row.flag()).containsExactlyElementsOf(row.variables());
      if (!row.key().equals("-")) {
        assertThat(ours.key()).as(row.flag()).isEqualTo(row.key());
      }
    }
  }

  @Test
  void everyRowOfTheGuideIsAFlagAVariableAndAKeyHere() throws IOException {
    for (Map<String, String> cells : guide()) {
      Row row = row(cells);
      for (String command : row.command().equals("all") ? COMMANDS : Set.of(row.command())) {
        OptionSpec option = option(command, "--" + row.flag());
        assertThat(option).as("%s --%s", command, row.flag()).isNotNull();
        if (!row.shortName().equals("-")) {
          assertThat(option.names())
              .as("%s --%s", command, row.flag())
              .contains("-" + row.shortName());
        }
      }
      if (row.flag().equals("session-duration")) {
        continue; // the older name of another flag
      }
      Setting<?> setting = settings.get(row.flag());
      assertThat(setting).as(row.flag()).isNotNull();
      assertThat(setting.environment()).as(row.flag()).containsExactlyElementsOf(row.variables());
      if (!row.key().equals("-")) {
        assertThat(setting.keys()).as(row.flag()).contains(row.key());
      }
      assertThat(setting.defaultText().orElse("-")).as(row.flag()).isEqualTo(cells.get("default"));
    }
  }

  @Test
  void everySettingThatOktaAwsCliNeverHadIsToldWithItsFlagAndVariable() throws IOException {
    List<Map<String, String>> told =
        table("ours", section(Files.readString(GUIDE), "## What it never had"));
    Set<String> theirs = theirs().stream().map(Row::flag).collect(toSet());
    List<String> ours =
        Setting.all().stream().map(Setting::name).filter(name -> !theirs.contains(name)).toList();

    assertThat(told.stream().map(cells -> code(cells.getOrDefault("setting", ""))))
        .containsExactlyElementsOf(ours);
    for (Map<String, String> cells : told) {
      String name = code(cells.getOrDefault("setting", ""));
      Setting<?> setting = settings.get(name);
      assertThat(setting).as(name).isNotNull();
      assertThat(List.of(code(cells.getOrDefault("variable", ""))))
          .as(name)
          .isEqualTo(setting.environment());
      assertThat(cells).as(name).containsEntry("default", setting.defaultText().orElse("-"));
      boolean isFlag = !code(cells.getOrDefault("flag", "")).equals("-");
      assertThat(option("web", "--" + name) != null).as(name).isEqualTo(isFlag);
    }
  }

  @Test
  void everyCommandIsOneOfTheProgram() throws IOException {
    String commands = section(Files.readString(GUIDE), "## Commands");
    List<String> here = new ArrayList<>();
    for (String line : commands.lines().filter(line -> line.startsWith("| ")).skip(1).toList()) {
      String cell = line.split("\\|", -1)[2];
      CODE.matcher(cell).results().forEach(match -> here.add(match.group(1)));
    }
    assertThat(here)
        .containsExactlyInAnyOrderElementsOf(
            program.getSubcommands().keySet().stream().sorted().toList());
  }

  private @Nullable OptionSpec option(String command, String name) {
    CommandLine line = program.getSubcommands().get(command);
    assertThat(line).as(command).isNotNull();
    OptionSpec own = line.getCommandSpec().findOption(name);
    return own != null ? own : program.getCommandSpec().findOption(name);
  }

  private static List<Row> theirs() throws IOException {
    try (var in = FromOktaAwsCliTest.class.getResourceAsStream("/okta-aws-cli-2.6.0.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\s+", -1))
          .map(cells -> new Row(cells[0], cells[1], cells[2], listed(cells[3]), cells[4]))
          .toList();
    }
  }

  private static List<String> listed(String names) {
    return names.equals("-") ? List.of() : Arrays.asList(names.split(",", -1));
  }

  private static Row row(Map<String, String> cells) {
    List<String> variables =
        CODE.matcher(cells.getOrDefault("variable", ""))
            .results()
            .map(match -> match.group(1))
            .toList();
    return new Row(
        cells.getOrDefault("command", ""),
        code(cells.getOrDefault("flag", "")).replaceFirst("^--", ""),
        code(cells.getOrDefault("short", "")).replaceFirst("^-(?=.)", ""),
        variables,
        code(cells.getOrDefault("key in okta.yaml", "")));
  }

  private static String code(String cell) {
    return CODE.matcher(cell).results().findFirst().map(match -> match.group(1)).orElse("-");
  }

  /** The rows of the tables of flags, by the names of their columns. */
  private static List<Map<String, String>> guide() throws IOException {
    String text = Files.readString(GUIDE);
    List<Map<String, String>> rows = new ArrayList<>();
    Map.of("all", "### Every command", "web", "### web", "m2m", "### m2m", "direct", "### direct")
        .forEach((command, heading) -> rows.addAll(table(command, section(text, heading))));
    return rows;
  }

  private static List<Map<String, String>> table(String command, String section) {
    List<String[]> lines =
        section
            .lines()
            .filter(line -> line.startsWith("|"))
            .map(line -> line.substring(1).split("\\|", -1))
            .toList();
    assertThat(lines).as(command).hasSizeGreaterThan(2);
    String[] columns = lines.get(0);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] cells : lines.subList(2, lines.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      row.put("command", command);
      for (int i = 0; i < columns.length && i < cells.length; i++) {
        row.put(columns[i].strip(), cells[i].strip());
      }
      rows.add(row);
    }
    return rows;
  }

  /** From a heading to the next one. */
  private static String section(String text, String heading) {
    int start = text.indexOf("\n" + heading + "\n");
    assertThat(start).as(heading).isNotNegative();
    int end = text.indexOf("\n#", start + heading.length());
    return text.substring(start + heading.length() + 1, end < 0 ? text.length() : end);
  }
}
