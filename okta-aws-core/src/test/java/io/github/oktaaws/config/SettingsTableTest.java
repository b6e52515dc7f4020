package io.github.oktaaws.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.testing.Planted;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/configuration.md is what the settings are, and what each source does. */
class SettingsTableTest {

  private static final Path GUIDE = Path.of("../docs/configuration.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static final String KEY_1 = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
  private static final String KEY_2 = "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=";
  private static final String PEM = "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----";

  /** Two values that can be right, where any two words would not do. */
  private static final Map<String, List<String>> SAMPLES =
      Map.ofEntries(
          Map.entry("org-domain", List.of("acme.okta.com", "acme.oktapreview.com")),
          Map.entry("aws-session-duration", List.of("900", "43200")),
          Map.entry("format", List.of("process-credentials", "noop")),
          Map.entry("aws-region", List.of("eu-central-1", "us-gov-west-1")),
          Map.entry("flow", List.of("direct", "m2m")),
          Map.entry("sign-in", List.of("browser", "device")),
          Map.entry("redirect-port", List.of("1024", "65535")),
          Map.entry("interaction", List.of("never", "explicit")),
          Map.entry("store", List.of("file", "plaintext")),
          Map.entry("store-key", List.of(KEY_1, KEY_2)),
          Map.entry("private-key", List.of(PEM.formatted(KEY_1), PEM.formatted(KEY_2))),
          Map.entry("aws-sts-endpoint", List.of("https://one.example/", "https://two.example/")));

  private static final List<String> SWITCHES = List.of("true", "false");

  private final Path home;

  SettingsTableTest(@TempDir Path home) {
    this.home = home;
  }

  private record Row(String name, List<String> environment, List<String> keys, String otherwise) {}

  static Stream<Setting<?>> settings() {
    return Setting.all().stream();
  }

  @Test
  void theGuidesTableSaysWhatTheSettingsAre() throws IOException {
    List<Row> table = new ArrayList<>();
    for (Setting<?> setting : Setting.all()) {
      String otherwise = setting.defaultText().map(text -> "`" + text + "`").orElse("");
      table.add(new Row(setting.name(), setting.environment(), setting.keys(), otherwise));
    }
    assertThat(rows()).containsExactlyElementsOf(table);
  }

  @Test
  void noSettingIsForgotten() {
    List<Object> constants = new ArrayList<>();
    for (Field field : Setting.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers()) && field.getType() == Setting.class) {
        constants.add(value(field));
      }
    }
    assertThat(Setting.all()).containsExactlyElementsOf(cast(constants));
    assertThat(Setting.all().stream().map(Setting::name)).doesNotHaveDuplicates();
    assertThat(Setting.all().stream().flatMap(each -> each.environment().stream()))
        .doesNotHaveDuplicates();
  }

  /** okta-aws-cli 2.6.0: the profile of okta.yaml wins over the flags. */
  @ParameterizedTest
  @MethodSource("settings")
  void eachSourceCountsBeforeTheNext(Setting<?> setting) {
    List<BiConsumer<Sourced, String>> sources = sources(setting);
    for (int higher = 0; higher < sources.size(); higher++) {
      for (int lower = higher + 1; lower < sources.size(); lower++) {
        for (List<String> pair : List.of(samples(setting), reversed(samples(setting)))) {
          Sourced sourced = new Sourced(setting);
          sources.get(lower).accept(sourced, pair.get(1));
          sources.get(higher).accept(sourced, pair.get(0));
          assertThat(sourced.value())
              .as("%s: source %d before %d", setting, higher, lower)
              .isEqualTo(Optional.of(parsed(setting, pair.get(0))));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void withoutASourceTheDefaultCounts(Setting<?> setting) {
    Sourced nothing = new Sourced(setting);
    assertThat(nothing.value()).isEqualTo(setting.defaultText().map(text -> parsed(setting, text)));
    for (BiConsumer<Sourced, String> source : sources(setting)) {
      Sourced empty = new Sourced(setting);
      source.accept(empty, "");
      assertThat(empty.value()).as("empty counts as not set").isEqualTo(nothing.value());
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void whatCannotBeRightIsToldWithItsPlaceAndASecretWithoutItsValue(Setting<?> setting) {
    if (!SAMPLES.containsKey(setting.name())
        && !setting.defaultText().equals(Optional.of("false"))) {
      return;
    }
    String wrong = setting.isSecret() ? "a secret that is too short" : "n o t h i n g - r i g h t";
    if (setting.isSecret()) {
      Planted.secrets(wrong);
    }
    for (String variable : setting.environment()) {
      String said = messageOf(new ConfigDraft(home).variable(variable, wrong));
      assertThat(said).contains(setting.name(), "environment variable " + variable);
      assertThat(said.contains(wrong)).as(said).isEqualTo(!setting.isSecret());
    }
    for (String key : setting.keys()) {
      String said = messageOf(new ConfigDraft(home).profile(key + ": " + wrong));
      assertThat(said)
          .contains(setting.name(), "profile default in " + home.resolve(".okta/okta.yaml"))
          .contains("line 4");
    }
  }

  private static String messageOf(ConfigDraft draft) {
    try {
      return "accepted: " + draft.resolve();
    } catch (ConfigurationException e) {
      return String.valueOf(Planted.thrown(e).getMessage());
    }
  }

  /** One setting, set in several places. */
  private final class Sourced {
    private final Setting<?> setting;
    private final ConfigDraft draft = new ConfigDraft(home);
    private final Map<String, String> yaml = new LinkedHashMap<>();
    private final Map<String, String> aws = new LinkedHashMap<>();
    private String explicit = "";

    Sourced(Setting<?> setting) {
      this.setting = setting;
    }

    Optional<?> value() {
      List<String> lines = new ArrayList<>();
      yaml.forEach((key, value) -> lines.add(key + ": '" + value + "'"));
      if (lines.isEmpty()) {
        draft.yaml("# no profile");
      } else {
        draft.profile(lines.toArray(String[]::new));
      }
      List<String> profile = new ArrayList<>(List.of("[default]"));
      aws.forEach((key, value) -> profile.add("okta_" + key.replace('-', '_') + " = " + value));
      draft.aws(profile.toArray(String[]::new));
      OktaAwsConfigBuilder builder = draft.builder().set(setting, explicit);
      return builder.resolve().get(setting);
    }
  }

  /** What can set it, from the first that counts to the last. */
  private static List<BiConsumer<Sourced, String>> sources(Setting<?> setting) {
    List<BiConsumer<Sourced, String>> sources = new ArrayList<>();
    sources.add((sourced, value) -> sourced.explicit = value);
    for (String variable : setting.environment()) {
      sources.add((sourced, value) -> sourced.draft.variable(variable, value));
    }
    for (String variable : setting.environment()) {
      sources.add((sourced, value) -> sourced.draft.dotVariable(variable, value));
    }
    if (setting != Setting.PROFILE) {
      setting.keys().forEach(key -> sources.add((sourced, value) -> sourced.aws.put(key, value)));
      setting.keys().forEach(key -> sources.add((sourced, value) -> sourced.yaml.put(key, value)));
    }
    return sources;
  }

  private Object parsed(Setting<?> setting, String text) {
    return Objects.requireNonNull(setting.read(new Given(text, "the test"), home));
  }

  private static List<String> samples(Setting<?> setting) {
    if (setting.defaultText().equals(Optional.of("false"))) {
      return SWITCHES;
    }
    return SAMPLES.getOrDefault(setting.name(), List.of("one", "two"));
  }

  private static List<String> reversed(List<String> pair) {
    return List.of(pair.get(1), pair.get(0));
  }

  private static List<Row> rows() throws IOException {
    return Files.readString(GUIDE)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", -1))
        .filter(cells -> cells.length == 6)
        .map(
            cells ->
                new Row(
                    codes(cells[1]).get(0),
                    codes(cells[2]),
                    cells[1].contains("no file") ? List.of() : codes(cells[1]),
                    cells[3].strip()))
        .toList();
  }

  private static List<String> codes(String cell) {
    List<String> codes = new ArrayList<>();
    Matcher matcher = CODE.matcher(cell);
    while (matcher.find()) {
      codes.add(matcher.group(1));
    }
    return codes;
  }

  private static Object value(Field field) {
    try {
      return Objects.requireNonNull(field.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Setting<?>> cast(List<Object> constants) {
    List<Setting<?>> settings = new ArrayList<>();
    constants.forEach(each -> settings.add((Setting<?>) each));
    return settings;
  }
}
