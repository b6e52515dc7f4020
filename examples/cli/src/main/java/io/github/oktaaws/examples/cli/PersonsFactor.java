package io.github.oktaaws.examples.cli;

import io.github.oktaaws.examples.cli.terminal.Person;
import io.github.oktaaws.signin.CodeChallenge;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PushChallenge;

/** The second factor of a direct sign-in, at the person's terminal. */
final class PersonsFactor implements DirectPrompt {

  private final Person person;

  PersonsFactor(Person person) {
    this.person = person;
  }

  @Override
  public void show(PushChallenge challenge) {
    person.say(
        "Approve the sign-in to "
            + challenge.orgHost()
            + " in Okta Verify on your phone"
            + challenge.number().map(number -> ", and choose the number " + number).orElse("")
            + ".",
        "Approve only if you started this sign-in.");
    person.await("Waiting for you to approve,", challenge.expiresIn());
  }

  @Override
  public String ask(CodeChallenge challenge) {
    String which =
        switch (challenge.factor()) {
          case OTP -> "Code of your authenticator app";
          case VOICE -> "Code that you are told on the telephone";
          case PUSH, SMS -> "Code that came to your phone";
        };
    return person.ask(which, "a factor that is approved on the phone");
  }
}
