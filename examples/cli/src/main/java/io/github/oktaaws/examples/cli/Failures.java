package io.github.oktaaws.examples.cli;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.NoFederationAppException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.examples.cli.terminal.NoChoiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, in words for a person and an exit code for a script; never a stack trace. */
final class Failures {

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  /** What a shell reports of a program that Ctrl-C has ended. */
  private static final int CANCELLED = 130;

  private Failures() {}

  static int usage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    Optional<String> word = UnknownWord.in(wrong);
    if (word.isPresent()) {
      say(err, "okta-aws: " + UnknownWord.told(word.get(), command));
      say(err, "Try 'okta-aws --help'.");
      return WRONG_USAGE;
    }
    String name = command.getCommandSpec().qualifiedName();
    say(err, name + ": " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    say(err, "Try '" + name + " --help'.");
    return WRONG_USAGE;
  }

  static int execution(Exception failure, CommandLine command, ParseResult parsed) {
    LoggerFactory.getLogger(Failures.class).debug("The command failed", failure);
    PrintWriter err = command.getErr();
    say(err, "okta-aws: " + words(failure));
    for (Throwable besides : failure.getSuppressed()) {
      if (besides instanceof OktaAwsException) {
        say(err, "okta-aws: " + besides.getMessage());
      }
    }
    return exitCode(failure);
  }

  /** What is wrong before there is a command line to tell it. */
  static int beforehand(ConfigurationException failure, PrintWriter err) {
    say(err, "okta-aws: " + words(failure));
    return exitCode(failure);
  }

  static int exitCode(Throwable failure) {
    if (failure instanceof CancelledException) {
      return CANCELLED;
    }
    return failure instanceof ConfigurationException ? WRONG_USAGE : FAILED;
  }

  private static String words(Exception failure) {
    if (failure instanceof NoFederationAppException) {
      return failure.getMessage() + " Here that is --aws-acct-fed-app-id.";
    }
    if (failure instanceof FileSystemException file) {
      return words(file);
    }
    boolean expected =
        failure instanceof OktaAwsException
            || failure instanceof NoChoiceException
            || failure instanceof IOException;
    return expected ? String.valueOf(failure.getMessage()) : "unexpected error, " + failure;
  }

  /** Its message alone is often no more than the path. */
  private static String words(FileSystemException failure) {
    String why =
        failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    return failure.getFile()
        + " cannot be read or written ("
        + why
        + "). Check that it is where it should be and that this user may write there, or name"
        + " another place.";
  }

  private static void say(PrintWriter err, String line) {
    line.lines().map(Printable::of).forEach(err::println);
    err.flush();
  }
}
