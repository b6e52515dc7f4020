package io.github.oktaaws.examples.cli.exec;

import io.github.oktaaws.examples.cli.output.Extras;
import io.github.oktaaws.examples.cli.output.Samples;
import io.github.oktaaws.examples.cli.output.Variables;
import java.util.List;

/** A program whose arguments are a command that it executes with credentials. */
final class ExecutingProgram {

  private ExecutingProgram() {}

  public static void main(String[] args) throws InterruptedException {
    Variables variables =
        Variables.of(Samples.credentials(), Extras.none().withRegion("eu-central-1"));
    System.exit(ChildProgram.of(List.of(args), variables).run(System.err::println));
  }
}
