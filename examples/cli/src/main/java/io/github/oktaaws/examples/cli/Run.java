package io.github.oktaaws.examples.cli;

import io.github.oktaaws.examples.cli.http.HttpClients;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * One run of a command: what it was given, and what it writes to.
 *
 * @param command the command
 * @param settings what is configured for it
 * @param surroundings what it finds
 */
record Run(CommandSpec command, Settings settings, Surroundings surroundings) {

  /**
   * Makes sure that what a command cannot do without is set.
   *
   * @param keys the settings
   * @throws ParameterException naming all that are missing
   */
  void require(String... keys) {
    List<String> missing =
        Stream.of(keys)
            .filter(key -> settings.value(key).isEmpty())
            .map(key -> "--" + key)
            .toList();
    if (!missing.isEmpty()) {
      throw wrong("Missing " + String.join(" and ", missing) + ", which must be given.");
    }
  }

  String required(String key) {
    return settings
        .value(key)
        .orElseThrow(() -> wrong("Missing --" + key + ", which must be given."));
  }

  ParameterException wrong(String message) {
    CommandLine line = command.commandLine();
    return new ParameterException(line, message);
  }

  /** The client that reaches Okta and STS, through proxies and with certificates that are set. */
  OkHttpClient httpClient() {
    return HttpClients.of(surroundings.variables(), LoggedCalls.of(settings));
  }

  /** What was given for an option that is of one command alone, and no setting. */
  Optional<String> option(String name) {
    OptionSpec option = command.optionsMap().get(name);
    return option == null ? Optional.empty() : Optional.ofNullable(option.getValue());
  }

  /** The person; standard error is theirs where no program reads standard output. */
  Person person() {
    boolean forProgram = settings.value("format").filter("process-credentials"::equals).isPresent();
    return surroundings.people().find(forProgram, command.commandLine().getErr());
  }

  Sessions sessions(Person person) {
    return new Sessions(this, settings.store(), prompt(person));
  }

  /** Sessions on what was kept on disk, whether or not this run is to keep anything. */
  Sessions keptSessions(Person person) {
    return new Sessions(this, Stores.kept(settings), prompt(person));
  }

  private DevicePrompt prompt(Person person) {
    return new DevicePrompt(person, PromptOptions.of(settings));
  }

  /**
   * Writes to standard output.
   *
   * @param text what
   * @throws IOException if it cannot be written
   */
  void print(String text) throws IOException {
    PrintWriter out = command.commandLine().getOut();
    out.print(text);
    if (out.checkError()) {
      throw new IOException("what was asked for could not be written to standard output");
    }
  }
}
