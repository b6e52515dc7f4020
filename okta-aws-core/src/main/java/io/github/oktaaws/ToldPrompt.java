package io.github.oktaaws;

import io.github.oktaaws.signin.BrowserChallenge;
import io.github.oktaaws.signin.DeviceChallenge;
import io.github.oktaaws.signin.SignInPrompt;
import java.util.function.Consumer;

/** A prompt that tells when it has been shown. */
record ToldPrompt(SignInPrompt prompt, Consumer<OktaAwsEvent.PromptShown> shown)
    implements SignInPrompt {

  @Override
  public void show(DeviceChallenge challenge) {
    prompt.show(challenge);
    shown.accept(new OktaAwsEvent.PromptShown(challenge.orgHost(), challenge.expiresIn()));
  }

  @Override
  public void showBrowser(BrowserChallenge challenge) {
    prompt.showBrowser(challenge);
    shown.accept(new OktaAwsEvent.PromptShown(challenge.orgHost(), challenge.expiresIn()));
  }
}
