package io.github.oktaaws.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoresGuideTest {

  @Test
  void theGuideShowsATestOfAStoreAsItIsCompiledHere() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/io/github/oktaaws/store/MemoryTokenStoreTest.java"));
    String test = source.substring(source.indexOf("class "));
    assertThat(Files.readString(Path.of("../docs/stores.md"))).contains("```java\n" + test + "```");
  }

  @Test
  void theGuideNamesTheVersionsThatTheContractIsCompiledWith() throws IOException {
    String pom = Files.readString(Path.of("../pom.xml"));
    assertThat(Files.readString(Path.of("../docs/stores.md")))
        .contains(version(pom, "junit.version"))
        .contains(version(pom, "assertj.version"));
  }

  private static String version(String pom, String property) {
    String start = "<" + property + ">";
    int at = pom.indexOf(start) + start.length();
    return "<version>" + pom.substring(at, pom.indexOf('<', at)) + "</version>";
  }
}
