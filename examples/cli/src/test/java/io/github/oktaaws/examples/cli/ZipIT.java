package io.github.oktaaws.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.Program.Outcome;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip, unpacked elsewhere and run as people run it. */
class ZipIT {

  private static final String ROLE = "arn:aws:iam::210987654321:role/Analyst";

  private final Path folder;
  private final Path unpacked;

  ZipIT(@TempDir Path folder) {
    this.folder = folder;
    this.unpacked = folder.resolve("a folder with blanks");
  }

  @BeforeEach
  void unpack() throws IOException {
    Path zip;
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      zip =
          built
              .filter(file -> file.getFileName().toString().matches("okta-aws-[0-9].*\\.zip"))
              .findFirst()
              .orElseThrow();
    }
    try (FileSystem inside =
        FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true))) {
      Path root;
      try (Stream<Path> top = Files.list(inside.getPath("/"))) {
        root = top.findFirst().orElseThrow();
      }
      try (Stream<Path> all = Files.walk(root)) {
        for (Path from : all.toList()) {
          Path to = unpacked.resolve(root.relativize(from).toString());
          if (Files.isDirectory(from)) {
            Files.createDirectories(to);
          } else {
            Files.copy(from, to);
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
          }
        }
      }
    }
  }

  @Test
  void itHoldsAProgramForUnixAndWindowsCompletionAndAReadme() {
    assertThat(List.of("bin/okta-aws.cmd", "README.md", "LICENSE", "lib/okta-aws.jar"))
        .allSatisfy(name -> assertThat(unpacked.resolve(name)).isRegularFile());
    assertThat(unpacked.resolve("bin/okta-aws")).isExecutable();
    assertThat(unpacked.resolve("bin/okta-aws.cmd")).content().contains("\r\n");
    assertThat(unpacked.resolve("completion/okta-aws.bash"))
        .content()
        .contains("list-roles", "--open-browser-command");
  }

  @Test
  void itRunsFromAnotherDirectoryThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("okta"), unpacked.resolve("bin/okta-aws"));
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start()) {
      sandbox.autoApprove("jane");

      Outcome outcome =
          run(
              link,
              Map.of("AWS_ENDPOINT_URL_STS", sandbox.stsUrl(), "JAVA_HOME", javaHome()),
              Program.web(sandbox, List.of("-r", ROLE)));

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).startsWith("export AWS_ACCESS_KEY_ID=");
    }
  }

  @Test
  void itStartsFasterOnceItHasKeptSomething() throws Exception {
    Path program = unpacked.resolve("bin/okta-aws");
    Path cache = folder.resolve("cache");
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", javaHome());
    environment.put("HOME", folder.toString());
    environment.put("XDG_CACHE_HOME", cache.toString());
    String[] kept;
    Outcome first;
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start()) {
      sandbox.autoApprove("jane");
      environment.put("AWS_ENDPOINT_URL_STS", sandbox.stsUrl());
      String[] once = Program.web(sandbox, List.of("-r", ROLE, "-f", "process-credentials"));
      assertThat(run(program, environment, once).exitCode()).isZero();
      assertThat(cache).as("of a program that is not to keep anything").doesNotExist();

      kept = Program.web(sandbox, List.of("-r", ROLE, "-f", "process-credentials", "-e"));
      first = run(program, environment, kept);
    }
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).startsWith("{").hasLineCount(1);
    List<Path> archives = archives(cache);
    assertThat(archives).singleElement().asString().endsWith(".jsa");
    assertThat(run(program, environment, kept)).isEqualTo(new Outcome(0, first.out(), ""));

    // one that Java cannot use is no reason to fail, nor to say anything
    Files.delete(archives.get(0));
    Files.writeString(archives.get(0), "not an archive");
    assertThat(run(program, environment, kept)).isEqualTo(new Outcome(0, first.out(), ""));
  }

  private static List<Path> archives(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("okta-aws"))) {
      return files.toList();
    }
  }

  @Test
  void theJavaOnThePathWillDo() throws Exception {
    String path = javaHome() + "/bin:" + System.getenv("PATH");

    Outcome outcome = run(unpacked.resolve("bin/okta-aws"), Map.of("PATH", path), "--version");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).matches("okta-aws \\d+\\.\\d+\\.\\d+\\S*\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void anOlderJavaIsNamed() throws Exception {
    for (String version : List.of("11.0.2", "1.8.0_392")) {
      Path old = Files.createDirectories(folder.resolve("java " + version));
      Files.writeString(old.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
      Files.createDirectories(old.resolve("bin"));
      Files.copy(
          unpacked.resolve("bin/okta-aws"),
          old.resolve("bin/java"),
          StandardCopyOption.COPY_ATTRIBUTES);

      Outcome outcome =
          run(unpacked.resolve("bin/okta-aws"), Map.of("JAVA_HOME", old.toString()), "--version");

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("Install Java 17 or newer");
    }
  }

  @Test
  void withoutJavaItSaysWhichIsNeeded() throws Exception {
    Outcome outcome =
        run(unpacked.resolve("bin/okta-aws"), Map.of("JAVA_HOME", "/no/such/java"), "--version");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("no Java at", "Install Java 17 or newer");
  }

  private static String javaHome() {
    return System.getProperty("java.home");
  }

  private Outcome run(Path program, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.matches("AWS_.*|JAVA_.*"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("has ended").isTrue();
      return new Outcome(
          process.exitValue(),
          Files.readString(folder.resolve("out"), UTF_8),
          Files.readString(folder.resolve("err"), UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
