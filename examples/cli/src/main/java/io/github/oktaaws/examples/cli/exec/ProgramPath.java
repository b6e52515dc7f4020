package io.github.oktaaws.examples.cli.exec;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a program is that is called by its name.
 *
 * @param environment the environment that has the {@code PATH}
 * @param windows whether programs have the extensions of {@code PATHEXT}
 */
record ProgramPath(Map<String, String> environment, boolean windows) {

  /** The files that a name may mean, executable or not, in the order in which they are tried. */
  List<Path> candidates(String command) {
    List<Path> found = new ArrayList<>();
    try {
      if (command.contains("/") || command.contains(File.separator)) {
        addTo(found, Path.of(command));
      } else {
        for (String directory : variable("PATH").orElse("").split(File.pathSeparator, -1)) {
          addTo(found, Path.of(directory).resolve(command));
        }
      }
    } catch (InvalidPathException e) {
      // then it is no file
    }
    return found;
  }

  private void addTo(List<Path> found, Path path) {
    List<String> endings = new ArrayList<>(List.of(""));
    if (windows) {
      for (String extension : variable("PATHEXT").orElse(".COM;.EXE;.BAT;.CMD").split(";", -1)) {
        endings.add(extension.toLowerCase(Locale.ROOT));
      }
    }
    for (String ending : endings) {
      Path file = path.resolveSibling(path.getFileName() + ending);
      if (Files.isRegularFile(file) && !(windows && isBare(file))) {
        found.add(file);
      }
    }
  }

  /** On Windows, scripts for other systems lie beside programs, under the same name. */
  private static boolean isBare(Path file) {
    return !String.valueOf(file.getFileName()).contains(".");
  }

  private Optional<String> variable(String name) {
    return environment.entrySet().stream()
        .filter(e -> windows ? e.getKey().equalsIgnoreCase(name) : e.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Does not print the environment. */
  @Override
  public String toString() {
    return "ProgramPath[" + variable("PATH").orElse("") + "]";
  }
}
