package io.github.oktaaws.examples.cli;

import io.github.oktaaws.examples.cli.terminal.Person;
import io.github.oktaaws.signin.BrowserChallenge;
import io.github.oktaaws.signin.DeviceChallenge;
import io.github.oktaaws.signin.SignInPrompt;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Shows the challenge in the words of Okta's guide to its command line tool. */
final class DevicePrompt implements SignInPrompt {

  private final Person person;
  private final PromptOptions options;

  DevicePrompt(Person person, PromptOptions options) {
    this.person = person;
    this.options = options;
  }

  @Override
  public void show(DeviceChallenge challenge) {
    URI address = challenge.uriToOpen();
    person.say(
        (options.browser().isPresent() ? "Your browser will open" : "Open")
            + " the following URL to begin Okta device authorization for the AWS CLI",
        "");
    if (options.qrCode()) {
      person.showQrCode(address.toASCIIString()).ifPresent(person::say);
    }
    person.say(
        "  " + address.toASCIIString(),
        "",
        "Check that " + challenge.orgHost() + " shows this code: " + challenge.userCode(),
        "It expires in "
            + challenge.expiresIn().toMinutes()
            + " minutes. Approve only if you started this sign-in.");
    options.browser().ifPresent(command -> open(command, address));
    person.await("Waiting for you to approve,", challenge.expiresIn());
  }

  @Override
  public void showBrowser(BrowserChallenge challenge) {
    person.say(
        "Your browser opens " + challenge.orgHost() + " to sign you in, and comes back by itself.",
        "If it does not open, open the following URL on this machine:",
        "",
        "  " + challenge.uriToOpen().toASCIIString(),
        "");
    person.await("Waiting for you in the browser,", challenge.expiresIn());
  }

  private void open(List<String> command, URI address) {
    try {
      Browser.open(command, address);
    } catch (IOException e) {
      person.say(
          "The browser could not be opened with '" + command.get(0) + "': open the URL yourself.");
    }
  }
}
