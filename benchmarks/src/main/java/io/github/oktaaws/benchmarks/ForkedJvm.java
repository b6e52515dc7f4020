package io.github.oktaaws.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fresh JVMs for one class with a main, which have what its users would have on the class path. */
final class ForkedJvm {

  /** What only the peers, the servers and JMH need. */
  private static final Pattern NOT_OURS =
      Pattern.compile(
          "opensaml-(?!core)|cryptacular|bcp(rov|kix)|spring-|commons-(codec|math|lang)|xmlsec"
              + "|woodstox|stax|jakarta|jaxb|txw2|istack|FastInfoset|velocity|httpclient-|httpcore-"
              + "|jmh|jopt|mockwebserver|okhttp-tls|okta-aws-testkit|nimbus|yaml|ssooidc|sso-");

  private final Path java;
  private final String classPath;
  private final List<String> options;

  /**
   * What one JVM did.
   *
   * @param nanosToFirstLine from before the process was started
   * @param lines its standard output
   */
  record Run(long nanosToFirstLine, List<String> lines) {

    /** The numbers of a line. */
    double[] numbers(int line) {
      return Stream.of(lines.get(line).split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    }
  }

  private ForkedJvm(Path java, String classPath, List<String> options) {
    this.java = java;
    this.classPath = classPath;
    this.options = options;
  }

  /** JVMs with the libraries that this library brings along. */
  static ForkedJvm withOurLibraries() throws IOException {
    return of(entries().filter(entry -> !NOT_OURS.matcher(name(entry)).find()).toList());
  }

  /** JVMs with all that this module has. */
  static ForkedJvm withAllLibraries() throws IOException {
    return of(entries().toList());
  }

  private static ForkedJvm of(List<String> entries) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : entries) {
      jars.add(Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry)).toString() : entry);
    }
    return new ForkedJvm(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        String.join(File.pathSeparator, jars),
        // the SDK's and Jackson's loggers go nowhere here
        List.of("-Dslf4j.internal.verbosity=ERROR"));
  }

  ForkedJvm with(String... more) {
    return new ForkedJvm(
        java, classPath, Stream.concat(options.stream(), Stream.of(more)).toList());
  }

  Run run(Class<?> main, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    long start = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = out.readLine();
      long nanos = System.nanoTime() - start;
      List<String> rest = out.lines().toList();
      if (process.waitFor() != 0 || first == null) {
        throw new IllegalStateException(command + " failed");
      }
      return new Run(nanos, Stream.concat(Stream.of(first), rest.stream()).toList());
    }
  }

  private static Stream<String> entries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  /** The JAR file's name, or the module's. */
  private static String name(String entry) {
    Path path = Path.of(entry);
    boolean module = path.endsWith(Path.of("target", "classes"));
    return path.getName(path.getNameCount() - (module ? 3 : 1)).toString();
  }

  /** Class data can be shared of classes in JAR files only. */
  private static Path jar(Path directory) throws IOException {
    Path jar = Files.createTempFile("classes", ".jar");
    jar.toFile().deleteOnExit();
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(out);
        Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
        if (!name.equals("META-INF/MANIFEST.MF")) {
          to.putNextEntry(new JarEntry(name));
          Files.copy(file, to);
        }
      }
    }
    return jar;
  }
}
