package io.github.oktaaws.signin;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.io.Console;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes for a person to read, and reads what the person types. */
final class ConsoleDirectPrompt implements DirectPrompt {

  private final Supplier<PrintStream> out;
  private final Supplier<@Nullable String> line;

  /** Writes to {@code System.err} and reads from the console, whatever these are by then. */
  ConsoleDirectPrompt() {
    this(() -> System.err, ConsoleDirectPrompt::typed);
  }

  ConsoleDirectPrompt(Supplier<PrintStream> out, Supplier<@Nullable String> line) {
    this.out = out;
    this.line = line;
  }

  @Override
  public void show(PushChallenge challenge) {
    String number =
        challenge.number().map(it -> ", and choose the number " + Words.printable(it)).orElse("");
    print(
        "",
        greeting(challenge.orgHost()),
        "  Approve it in Okta Verify on your phone" + number + ".",
        "Approve only if you started this sign-in.",
        "");
  }

  @Override
  public String ask(CodeChallenge challenge) {
    print(
        "",
        greeting(challenge.orgHost()),
        "  Type the code " + from(challenge.factor()) + ", and press Enter:");
    String typed = line.get();
    return typed == null ? "" : typed;
  }

  private static String greeting(String org) {
    return "Sign in to " + Words.printable(org) + " to get AWS credentials.";
  }

  private static String from(DirectFactor factor) {
    return switch (factor) {
      case OTP -> "of your authenticator app";
      case VOICE -> "that you are told on the telephone";
      case PUSH, SMS -> "that came to your phone";
    };
  }

  /** One write, so that what other threads print does not come between. */
  private void print(String... lines) {
    PrintStream to = out.get();
    to.println(String.join(System.lineSeparator(), lines));
    to.flush();
  }

  /** From Java 22 on there always is a console; where nobody types, standard input ends. */
  @SuppressWarnings("SystemConsoleNull")
  private static @Nullable String typed() {
    Console console = System.console();
    if (console == null) {
      throw new ConfigurationException(
          "There is no terminal at which a code could be typed.",
          "Run the program in one, approve on the phone instead, or give a DirectPrompt.");
    }
    return console.readLine();
  }
}
