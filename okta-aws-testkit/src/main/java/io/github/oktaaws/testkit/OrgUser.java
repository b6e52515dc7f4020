package io.github.oktaaws.testkit;

/**
 * A person of the org.
 *
 * @param login what they sign in with; their e-mail address works too
 * @param email the e-mail address: the {@code sub} of their tokens, their SAML NameID and their AWS
 *     RoleSessionName
 * @param password their password
 * @param admin whether they hold an administrator role that may list the org's apps
 */
public record OrgUser(String login, String email, String password, boolean admin) {

  /**
   * Checks that nothing is blank.
   *
   * @param login what they sign in with; their e-mail address works too
   * @param email the e-mail address: the {@code sub} of their tokens, their SAML NameID and their
   *     AWS RoleSessionName
   * @param password their password
   * @param admin whether they hold an administrator role that may list the org's apps
   */
  public OrgUser {
    Checks.notBlank(login, "login");
    Checks.notBlank(email, "email");
    Checks.notBlank(password, "password");
  }

  /**
   * A person who is no administrator, with the password <code>login + "-password"</code> and,
   * unless the login is an e-mail address itself, the address <code>login + "@example.com"</code>.
   *
   * @param login what they sign in with
   * @return the person
   */
  public static OrgUser named(String login) {
    return new OrgUser(
        login, login.contains("@") ? login : login + "@example.com", login + "-password", false);
  }

  /**
   * The same person as an administrator.
   *
   * @return a copy
   */
  public OrgUser asAdmin() {
    return new OrgUser(login, email, password, true);
  }

  /**
   * The same person with another password.
   *
   * @param newPassword the password
   * @return a copy
   */
  public OrgUser withPassword(String newPassword) {
    return new OrgUser(login, email, newPassword, admin);
  }

  @Override
  public String toString() {
    return "OrgUser[login=" + login + ", email=" + email + ", password=***, admin=" + admin + "]";
  }
}
