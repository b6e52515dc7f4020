package io.github.oktaaws;

import io.github.oktaaws.signin.CodeChallenge;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PushChallenge;
import java.util.function.Consumer;

/** A prompt of a direct sign-in that tells when it has shown where to approve. */
record ToldDirectPrompt(DirectPrompt prompt, Consumer<OktaAwsEvent.PromptShown> shown)
    implements DirectPrompt {

  @Override
  public void show(PushChallenge challenge) {
    prompt.show(challenge);
    shown.accept(new OktaAwsEvent.PromptShown(challenge.orgHost(), challenge.expiresIn()));
  }

  @Override
  public String ask(CodeChallenge challenge) {
    return prompt.ask(challenge);
  }
}
