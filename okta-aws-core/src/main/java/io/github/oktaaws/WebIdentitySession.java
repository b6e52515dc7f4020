package io.github.oktaaws;

import io.github.oktaaws.Turns.Caller;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.PasswordSource;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.store.RoleKey;
import io.github.oktaaws.sts.AssumeRoleWithWebIdentityService;
import io.github.oktaaws.sts.RoleSessionTerms;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A sign-in whose access token AWS itself takes, and AWS credentials of any number of roles from
 * it: a machine's with a key, or a person's without a browser. There are two steps only.
 *
 * <ol>
 *   <li>{@link SignIn}: an access token of a custom authorization server
 *   <li>{@link AssumeRoleWithWebIdentityService}: AWS STS turns it into credentials
 * </ol>
 *
 * <p>Nothing is sent until credentials or {@link #signIn()} are asked for. Tokens and credentials
 * are used again while they last. All is kept in memory, unless a {@link SessionSettings#store
 * store} was given; the key never is in it. Safe for use by several threads: those that need a
 * sign-in wait for the one that gets it, and calls to STS run in parallel.
 */
public final class WebIdentitySession {

  private final SignInOfSession signIn;
  private final SessionStore store;
  private final Turns turns;
  private final AssumeRoleWithWebIdentityService assumeRole;
  private final Preparation preparation;
  private final String description;

  WebIdentitySession(WebIdentitySessionBuilder options) {
    this.store = new SessionStore(options);
    this.signIn = new SignInOfSession(options, store);
    this.turns = new Turns(signIn, store, options);
    this.assumeRole = options.assumeRoleStep();
    this.preparation = Preparation.of(null, assumeRole);
    this.description = options.description();
  }

  /**
   * Begins a session of a machine, which asks nobody: the client credentials grant with a key. It
   * gives credentials under {@link RoleCredentialsSource.Request#silent()} too.
   *
   * @param orgDomain the Okta org, for example {@code acme.okta.com}
   * @param clientId the client ID of the service app
   * @param key its key
   * @return a builder
   * @throws io.github.oktaaws.error.ConfigurationException if it is not the address of an org
   */
  public static WebIdentitySessionBuilder machine(
      String orgDomain, String clientId, ClientKey key) {
    return machine(OktaEndpoints.ofAuthorizationServer(orgDomain, "default"), clientId, key);
  }

  /**
   * Begins a session of a machine with given endpoints.
   *
   * @param endpoints the authorization server's endpoints
   * @param clientId the client ID of the service app
   * @param key its key
   * @return a builder
   */
  public static WebIdentitySessionBuilder machine(
      OktaEndpoints endpoints, String clientId, ClientKey key) {
    return new WebIdentitySessionBuilder(endpoints, clientId, WayIn.machine(clientId, key));
  }

  /**
   * Begins a session of a person who signs in without a browser: user name, password and a second
   * factor. The password is asked for whenever there is a new sign-in, and only where a request
   * allows that a person is asked.
   *
   * @param orgDomain the Okta org, for example {@code acme.okta.com}
   * @param clientId the client ID of the OIDC native app
   * @param username the name that the person signs in with
   * @param password gives the password
   * @param prompt shows the number to choose, and asks for codes
   * @return a builder
   * @throws io.github.oktaaws.error.ConfigurationException if it is not the address of an org
   */
  public static WebIdentitySessionBuilder direct(
      String orgDomain,
      String clientId,
      String username,
      PasswordSource password,
      DirectPrompt prompt) {
    return direct(
        OktaEndpoints.ofAuthorizationServer(orgDomain, "default"),
        clientId,
        username,
        password,
        prompt);
  }

  /**
   * Begins a session of a person who signs in without a browser, with given endpoints.
   *
   * @param endpoints the authorization server's endpoints
   * @param clientId the client ID of the OIDC native app
   * @param username the name that the person signs in with
   * @param password gives the password
   * @param prompt shows the number to choose, and asks for codes
   * @return a builder
   */
  public static WebIdentitySessionBuilder direct(
      OktaEndpoints endpoints,
      String clientId,
      String username,
      PasswordSource password,
      DirectPrompt prompt) {
    return new WebIdentitySessionBuilder(
        endpoints, clientId, WayIn.direct(clientId, username, password, prompt));
  }

  /**
   * Begins a session over any sign-in that gives an access token of a custom authorization server.
   * It may ask a person, and is used only where that is allowed.
   *
   * @param endpoints the authorization server's endpoints
   * @param clientId the client ID
   * @param signIn the sign-in
   * @return a builder
   */
  public static WebIdentitySessionBuilder builder(
      OktaEndpoints endpoints, String clientId, SignIn signIn) {
    return new WebIdentitySessionBuilder(endpoints, clientId, WayIn.own(clientId, signIn));
  }

  /**
   * Credentials of one role. Any number of sources share this session's sign-in.
   *
   * @param roleArn the role's ARN; its trust policy must name the authorization server
   * @return the source; creating it sends nothing
   * @throws io.github.oktaaws.error.ConfigurationException if it is not the ARN of a role
   */
  public RoleCredentialsSource role(String roleArn) {
    return role(roleArn, assumeRole);
  }

  /**
   * Credentials of one role, with a session name, duration, policy or region of its own.
   *
   * @param roleArn the role's ARN; its trust policy must name the authorization server
   * @param assumeRole how the role is assumed
   * @return the source; creating it sends nothing
   * @throws io.github.oktaaws.error.ConfigurationException if it is not the ARN of a role
   */
  public RoleCredentialsSource role(String roleArn, AssumeRoleWithWebIdentityService assumeRole) {
    return new RoleOfWebIdentity(this, roleArn, assumeRole);
  }

  /**
   * Signs in now, if nobody is signed in; so that later calls need not.
   *
   * @throws OktaAwsException if it fails; its class says why
   */
  public void signIn() {
    Caller caller = caller(true, preparation);
    telling(() -> tokens(caller));
  }

  /**
   * Who is signed in, as far as this session and its store know; nothing is sent.
   *
   * @return the person, or the machine by its client ID; empty if nobody is signed in or the
   *     sign-in is over
   */
  public Optional<SignedInPerson> signedIn() {
    return signIn.person().signedIn();
  }

  /**
   * Signs out: forgets tokens and kept credentials here and in the store, and revokes the tokens at
   * Okta (RFC 7009). AWS credentials that were handed out stay good until they expire.
   *
   * <p>Where another thread or program is at work on the sign-in, it is waited for for a minute.
   *
   * @throws OktaAwsException if Okta could not be told; everything is forgotten here all the same
   */
  public void logout() {
    turns.signOut(() -> {});
  }

  Caller caller(boolean mayAsk, Preparation next) {
    return turns.caller(mayAsk, next);
  }

  <T> T telling(Supplier<T> work) {
    return turns.telling(work);
  }

  SessionStore store() {
    return store;
  }

  /** The key of a role's credentials, if it is known whose they are to be. */
  Optional<RoleKey> key(String roleArn, RoleSessionTerms terms) {
    return signIn
        .person()
        .subject()
        .map(
            subject ->
                new RoleKey(
                    store.key(), subject, Optional.empty(), Optional.empty(), roleArn, terms));
  }

  /** Tokens with some life left. */
  OktaTokens tokens(Caller caller) {
    return turns.locked(caller, () -> turns.usable(caller));
  }

  /** Tokens in place of some that AWS called too old. */
  OktaTokens inPlaceOf(OktaTokens rejected, OktaAwsException why, Caller caller, boolean first) {
    return turns.locked(caller, () -> turns.inPlaceOf(rejected, why, caller, first));
  }

  /** Prints the org and the client, no token. */
  @Override
  public String toString() {
    return "WebIdentitySession[" + description + "]";
  }
}
