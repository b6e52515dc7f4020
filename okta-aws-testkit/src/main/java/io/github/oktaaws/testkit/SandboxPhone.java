package io.github.oktaaws.testkit;

import io.github.oktaaws.testkit.internal.okta.OktaOrg;
import java.util.Optional;

/**
 * A person's phone: Okta Verify, an authenticator app, and what arrives by text message or call.
 * Get one from {@link OktaAwsSandbox#phone(String)}. Safe for use by several threads.
 */
public final class SandboxPhone {

  private final OktaOrg okta;
  private final String login;

  SandboxPhone(OktaOrg okta, String login) {
    this.okta = okta;
    this.login = login;
  }

  /**
   * Approves the newest undecided push notification, with the right number when it asks for one.
   *
   * @throws IllegalStateException when there is none
   */
  public void approvePush() {
    okta.phones().decidePush(login, true);
  }

  /**
   * Picks a number on the newest undecided push notification, as a person does who reads it off the
   * screen of whoever asks. A wrong one denies.
   *
   * @param number two digits
   * @throws IllegalStateException when there is none that asks for a number
   */
  public void approvePush(String number) {
    okta.phones().pickNumber(login, number);
  }

  /**
   * Denies the newest undecided push notification.
   *
   * @throws IllegalStateException when there is none
   */
  public void denyPush() {
    okta.phones().decidePush(login, false);
  }

  /**
   * Whether a push notification waits for a decision.
   *
   * @return true while one does
   */
  public boolean hasPush() {
    return okta.phones().hasPush(login);
  }

  /**
   * A fresh code of the authenticator app. It takes the place of the one before, works once and for
   * 60 seconds.
   *
   * @return six digits
   */
  public String otp() {
    return okta.phones().otp(login);
  }

  /**
   * The code that the newest text message or call holds.
   *
   * @return six digits, empty when none has arrived
   */
  public Optional<String> code() {
    return okta.phones().phoneCode(login);
  }

  @Override
  public String toString() {
    return "SandboxPhone[" + login + "]";
  }
}
