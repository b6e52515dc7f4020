package io.github.oktaaws;

import io.github.oktaaws.signin.CodeChallenge;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PushChallenge;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A prompt of a direct sign-in that tells when it has shown where to approve, or asks for a code.
 *
 * @param prompt the prompt
 * @param patience how long a person may take to type a code
 * @param shown hears of it
 */
record ToldDirectPrompt(
    DirectPrompt prompt, Duration patience, Consumer<OktaAwsEvent.PromptShown> shown)
    implements DirectPrompt {

  @Override
  public void show(PushChallenge challenge) {
    prompt.show(challenge);
    shown.accept(new OktaAwsEvent.PromptShown(challenge.orgHost(), challenge.expiresIn()));
  }

  /** Told before: asking waits for the person. */
  @Override
  public String ask(CodeChallenge challenge) {
    shown.accept(new OktaAwsEvent.PromptShown(challenge.orgHost(), patience));
    return prompt.ask(challenge);
  }
}
