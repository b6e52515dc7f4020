package io.github.oktaaws.examples.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramPathTest {

  private final Path folder;

  ProgramPathTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aNameIsLookedForInTheDirectoriesOfThePathInTheirOrder() throws Exception {
    Path first = file("a/tool");
    Path second = file("b/tool");
    Files.createDirectories(folder.resolve("c/tool"));
    String path = String.join(File.pathSeparator, dir("none"), dir("a"), dir("c"), dir("b"));

    ProgramPath programs = new ProgramPath(Map.of("PATH", path), false);

    assertThat(programs.candidates("tool")).containsExactly(first, second);
    assertThat(programs.candidates("other")).isEmpty();
    assertThat(programs.candidates(second.toString())).containsExactly(second);
    assertThat(programs.candidates("\0")).isEmpty();
  }

  /** okta/okta-aws-cli#294 */
  @Test
  void onWindowsANameHasTheExtensionsOfItsEnvironment() throws Exception {
    file("a/npm");
    Path npm = file("a/npm.cmd");
    Path exe = file("a/tool.exe");
    Map<String, String> environment = Map.of("Path", dir("a"), "PathExt", ".EXE;.CMD");

    ProgramPath programs = new ProgramPath(environment, true);

    assertThat(programs.candidates("npm")).containsExactly(npm);
    assertThat(programs.candidates("tool")).containsExactly(exe);
    assertThat(programs.candidates("tool.exe")).containsExactly(exe);
  }

  @Test
  void theEnvironmentIsNotPrinted() {
    assertThat(new ProgramPath(Map.of("SECRET", "planted"), false))
        .asString()
        .doesNotContain("planted");
  }

  private String dir(String name) {
    return folder.resolve(name).toString();
  }

  private Path file(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(folder.resolve(name.substring(0, 1)));
    return Files.createFile(file);
  }
}
