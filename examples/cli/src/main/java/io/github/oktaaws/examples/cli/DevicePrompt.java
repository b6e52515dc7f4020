package io.github.oktaaws.examples.cli;

import io.github.oktaaws.signin.DeviceChallenge;
import io.github.oktaaws.signin.SignInPrompt;

/** Shows the challenge in the words of Okta's guide to its command line tool. */
final class DevicePrompt implements SignInPrompt {

  private final Terminal terminal;

  DevicePrompt(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void show(DeviceChallenge challenge) {
    terminal.say(
        "Open the following URL to begin Okta device authorization for the AWS CLI",
        "",
        "  " + challenge.uriToOpen().toASCIIString(),
        "",
        "Check that " + challenge.orgHost() + " shows this code: " + challenge.userCode(),
        "It expires in "
            + challenge.expiresIn().toMinutes()
            + " minutes. Approve only if you started this sign-in.");
  }
}
