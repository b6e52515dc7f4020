package io.github.oktaaws.examples.cli.exec;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.examples.cli.output.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Another program that runs with credentials in its environment, and in this one's place: it has
 * the same standard streams, directory and terminal, and its exit code is to be this program's.
 */
public final class ChildProgram {

  /** As shells have it: there is no such program. */
  public static final int NOT_FOUND = 127;

  /** As shells have it: there is a file, but it cannot be run. */
  public static final int NOT_EXECUTABLE = 126;

  private final List<String> command;
  private final Variables variables;
  private final boolean windows;

  private ChildProgram(List<String> command, Variables variables) {
    this.command = List.copyOf(command);
    this.variables = variables;
    this.windows = System.getProperty("os.name", "").startsWith("Windows");
  }

  /**
   * A program to be run.
   *
   * @param command its name and arguments
   * @param variables the credentials, and what goes with them
   * @return the program, which does not run yet
   * @throws ConfigurationException if there is no command
   */
  public static ChildProgram of(List<String> command, Variables variables) {
    if (command.isEmpty() || command.get(0).isEmpty()) {
      throw new ConfigurationException(
          "There is no command to execute.", "Give it after --, for example: --exec -- aws s3 ls.");
    }
    return new ChildProgram(command, variables);
  }

  /**
   * Runs the program and waits for its end. Ctrl-C is the program's to answer: the terminal sends
   * it to both, and this process waits. A SIGTERM or SIGHUP ends the program by SIGTERM, whose
   * answer is waited for; so does a SIGINT without a terminal, as a SIGINT.
   *
   * @param say takes the sentence that tells why it could not be started
   * @return its exit code; 128 and the signal's number, if one ended it; {@link #NOT_FOUND}; or
   *     {@link #NOT_EXECUTABLE}
   * @throws InterruptedException if the thread is interrupted; the program is then ended
   */
  public int run(Consumer<String> say) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    ProgramPath programs = new ProgramPath(Map.copyOf(builder.environment()), windows);
    if (windows) {
      builder.command(withExtension(programs));
    }
    ChildEnvironment.prepare(builder.environment(), variables, windows);
    RunningChild child = new RunningChild(windows);
    Signals signals =
        Signals.handling(Map.of("INT", child::interrupt, "TERM", child::end, "HUP", child::end));
    try {
      return child.exitCodeOf(builder.start());
    } catch (IOException e) {
      return notStarted(programs, e, say);
    } finally {
      signals.close();
    }
  }

  private List<String> withExtension(ProgramPath programs) {
    List<String> full = new ArrayList<>(command);
    programs.candidates(command.get(0)).stream()
        .findFirst()
        .ifPresent(file -> full.set(0, file.toString()));
    return full;
  }

  private int notStarted(ProgramPath programs, IOException why, Consumer<String> say) {
    String name = command.get(0);
    List<Path> files = programs.candidates(name);
    if (files.isEmpty() && !Files.isDirectory(Path.of(name))) {
      say.accept(name + ": no such program. Is it in a directory of the PATH?");
      return NOT_FOUND;
    }
    say.accept(why.getMessage() + ". A script's first line must name an interpreter that exists.");
    return NOT_EXECUTABLE;
  }

  /** Prints the program's name; not its arguments, which may hold secrets. */
  @Override
  public String toString() {
    return "ChildProgram[" + command.get(0) + "]";
  }
}
