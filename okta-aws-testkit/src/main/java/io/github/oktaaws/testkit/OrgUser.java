package io.github.oktaaws.testkit;

import java.util.List;
import java.util.Set;

/**
 * A person of the org.
 *
 * @param login what they sign in with; their e-mail address works too
 * @param email the e-mail address: the {@code sub} of their tokens, their SAML NameID and their AWS
 *     RoleSessionName
 * @param password their password
 * @param admin whether they hold an administrator role that may list the org's apps
 * @param factors what they are enrolled in; whoever has none signs in directly with the password
 *     alone
 * @param numberChallenge whether a push notification asks for the number on the screen
 * @param locked whether the account is locked out
 */
public record OrgUser(
    String login,
    String email,
    String password,
    boolean admin,
    Set<Factor> factors,
    boolean numberChallenge,
    boolean locked) {

  /**
   * Checks that nothing is blank, and copies the set.
   *
   * @param login what they sign in with; their e-mail address works too
   * @param email the e-mail address: the {@code sub} of their tokens, their SAML NameID and their
   *     AWS RoleSessionName
   * @param password their password
   * @param admin whether they hold an administrator role that may list the org's apps
   * @param factors what they are enrolled in
   * @param numberChallenge whether a push notification asks for the number on the screen
   * @param locked whether the account is locked out
   */
  public OrgUser {
    Checks.notBlank(login, "login");
    Checks.notBlank(email, "email");
    Checks.notBlank(password, "password");
    factors = Checks.ordered(factors);
  }

  /**
   * A person who is no administrator, is enrolled in every factor, and has the password <code>
   * login + "-password"</code> and, unless the login is an e-mail address itself, the address
   * <code>login + "@example.com"</code>.
   *
   * @param login what they sign in with
   * @return the person
   */
  public static OrgUser named(String login) {
    return new OrgUser(
        login,
        login.contains("@") ? login : login + "@example.com",
        login + "-password",
        false,
        Checks.ordered(List.of(Factor.values())),
        false,
        false);
  }

  /**
   * The same person as an administrator.
   *
   * @return a copy
   */
  public OrgUser asAdmin() {
    return new OrgUser(login, email, password, true, factors, numberChallenge, locked);
  }

  /**
   * The same person with another password.
   *
   * @param newPassword the password
   * @return a copy
   */
  public OrgUser withPassword(String newPassword) {
    return new OrgUser(login, email, newPassword, admin, factors, numberChallenge, locked);
  }

  /**
   * The same person with another e-mail address.
   *
   * @param newEmail the address
   * @return a copy
   */
  public OrgUser withEmail(String newEmail) {
    return new OrgUser(login, newEmail, password, admin, factors, numberChallenge, locked);
  }

  /**
   * The same person, enrolled in exactly these factors.
   *
   * @param enrolled the factors; none for a person whom the password alone signs in
   * @return a copy
   */
  public OrgUser withFactors(Factor... enrolled) {
    return new OrgUser(
        login, email, password, admin, Checks.ordered(List.of(enrolled)), numberChallenge, locked);
  }

  /**
   * The same person, whose push notifications ask for the number on the screen or do not.
   *
   * @param asks whether they do
   * @return a copy
   */
  public OrgUser withNumberChallenge(boolean asks) {
    return new OrgUser(login, email, password, admin, factors, asks, locked);
  }

  /**
   * The same person, locked out or not. Ten wrong passwords in a row lock somebody out as well,
   * until {@link OktaAwsSandbox#reconfigure(OrgConfig)}.
   *
   * @param isLocked whether the account is locked out
   * @return a copy
   */
  public OrgUser withLocked(boolean isLocked) {
    return new OrgUser(login, email, password, admin, factors, numberChallenge, isLocked);
  }

  @Override
  public String toString() {
    return "OrgUser[login=" + login + ", email=" + email + ", password=***, admin=" + admin + "]";
  }
}
