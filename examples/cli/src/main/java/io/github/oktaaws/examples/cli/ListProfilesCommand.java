package io.github.oktaaws.examples.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The profiles of {@code okta.yaml}. Nothing is sent. */
@Command(
    name = "list-profiles",
    description = "Lists the profiles of ~/.okta/okta.yaml, in its order. Nothing is sent.")
final class ListProfilesCommand implements Callable<Integer> {

  private final Wiring wiring;
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  ListProfilesCommand(Wiring wiring, Surroundings surroundings) {
    this.wiring = wiring;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Run run = wiring.run(spec, surroundings);
    List<String> profiles = run.settings().profiles();
    StringBuilder text = new StringBuilder("Profiles:\n\n");
    profiles.forEach(name -> text.append(' ').append(Printable.of(name)).append('\n'));
    run.print(text.toString());
    return 0;
  }
}
