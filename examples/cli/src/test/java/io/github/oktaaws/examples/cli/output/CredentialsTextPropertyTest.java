package io.github.oktaaws.examples.cli.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random files: nothing is lost, and what is written is there once. */
class CredentialsTextPropertyTest {

  private static final int FILES = 3_000;
  private static final Set<String> OURS =
      Set.of("aws_access_key_id", "aws_secret_access_key", "aws_session_token");

  @Test
  void everyLineThatIsNotOursStaysInItsOrder() {
    for (long seed = 0; seed < FILES; seed++) {
      Random random = new Random(seed);
      List<String> before = randomFile(random, false);

      List<String> after = edited(before);

      assertThat(without(after)).as("seed %d: %s", seed, before).isEqualTo(without(before));
      assertThat(edited(after)).as("again, seed %d: %s", seed, before).isEqualTo(after);
    }
  }

  @Test
  void ofRepeatedSectionsNothingIsLostAndOneIsLeft() {
    for (long seed = 0; seed < FILES; seed++) {
      Random random = new Random(seed);
      List<String> before = randomFile(random, true);

      List<String> after = edited(before);

      assertThat(after).as("seed %d: %s", seed, before).containsOnlyOnce("[dev]\n");
      assertThat(stripped(after))
          .as("seed %d: %s", seed, before)
          .containsAll(stripped(without(before)));
      assertThat(edited(after)).as("again, seed %d: %s", seed, before).isEqualTo(after);
    }
  }

  private static List<String> randomFile(Random random, boolean repeating) {
    List<String> lines = new ArrayList<>();
    Set<String> sections = new HashSet<>();
    int count = random.nextInt(25);
    boolean section = false;
    for (int i = 0; i < count; i++) {
      String line =
          switch (random.nextInt(8)) {
            case 0, 1 -> "[" + List.of("dev", "default", "a", "b").get(random.nextInt(4)) + "]";
            case 2 -> "# note " + i;
            case 3 -> "";
            case 4, 5 -> "key" + i + (random.nextBoolean() ? "=" : " = ") + i;
            default -> OURS.stream().sorted().toList().get(random.nextInt(3)) + " = old";
          };
      if (line.startsWith("[") && !sections.add(line) && !repeating) {
        continue;
      }
      section |= line.startsWith("[");
      if (section || line.isEmpty() || line.startsWith("#")) {
        lines.add(line + "\n");
      }
    }
    return lines;
  }

  private static List<String> edited(List<String> lines) {
    CredentialsText text = CredentialsText.of(String.join("", lines).getBytes(ISO_8859_1));
    text.put(ProfileSettings.of("dev", Samples.credentials(), Extras.none()));
    return new String(text.bytes(), ISO_8859_1).lines().map(line -> line + "\n").toList();
  }

  /** The lines without our keys in the profile, and without a profile that was added. */
  private static List<String> without(List<String> lines) {
    List<String> kept = new ArrayList<>();
    boolean dev = false;
    for (String line : lines) {
      dev = line.startsWith("[") ? line.equals("[dev]\n") : dev;
      boolean ours = OURS.stream().anyMatch(line::startsWith);
      if (!(dev && ours) && !line.equals("[dev]\n")) {
        kept.add(line);
      }
    }
    while (!kept.isEmpty() && kept.get(kept.size() - 1).equals("\n")) {
      kept.remove(kept.size() - 1);
    }
    return kept;
  }

  private static Set<String> stripped(List<String> lines) {
    Set<String> stripped = new HashSet<>();
    lines.forEach(line -> stripped.add(line.strip()));
    stripped.remove("");
    return stripped;
  }
}
