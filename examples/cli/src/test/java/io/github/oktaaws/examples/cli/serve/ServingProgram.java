package io.github.oktaaws.examples.cli.serve;

import io.github.oktaaws.examples.cli.output.Samples;
import java.util.List;

/** A program that serves until it is stopped, or while the command runs that it is given. */
final class ServingProgram {

  private ServingProgram() {}

  public static void main(String[] args) throws Exception {
    ServedRole role =
        ServedRole.start(
            request -> Samples.current("ASIASERVED"),
            Samples.ROLE,
            EndpointSettings.random(),
            System.err::println);
    int exitCode;
    try {
      Runnable announce =
          () ->
              role.variables()
                  .values()
                  .forEach((name, value) -> System.out.println(name + "=" + value));
      if (args.length == 0) {
        exitCode = role.untilStopped(announce);
      } else {
        announce.run();
        exitCode = role.whileRunning(List.of(args));
      }
    } finally {
      role.close();
    }
    System.exit(exitCode);
  }
}
