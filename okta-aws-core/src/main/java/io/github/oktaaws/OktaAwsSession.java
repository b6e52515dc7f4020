package io.github.oktaaws;

import io.github.oktaaws.Turns.Caller;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.federation.TokenExchangeService;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.saml.SamlAssertionService;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.store.RoleKey;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import io.github.oktaaws.sts.RoleSessionTerms;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One person's Okta sign-in, and AWS credentials of any number of roles from it. Read this class
 * first: it says the order of the steps.
 *
 * <ol>
 *   <li>{@link SignIn}: the person signs in
 *   <li>{@link io.github.oktaaws.federation.FederationAppService}: which AWS app
 *   <li>{@link TokenExchangeService}: the tokens become a web SSO token
 *   <li>{@link SamlAssertionService}: the web SSO token becomes a SAML assertion
 *   <li>{@link RoleSelector}: which of its roles
 *   <li>{@link AssumeRoleWithSamlService}: AWS STS turns both into credentials
 * </ol>
 *
 * <p>Nothing is sent until credentials or {@link #signIn()} are asked for. The person is asked once
 * and then again only when Okta wants it: before that, credentials and tokens in the session's
 * store are used, and a refresh token if {@linkplain OktaAwsSessionBuilder#offlineAccess() there is
 * one}. One assertion serves several roles while it lasts. All is kept in memory, unless a {@link
 * OktaAwsSessionBuilder#store store} was given. Safe for use by several threads: those that need a
 * sign-in or an assertion wait for the one that gets it, and calls to STS run in parallel.
 */
public final class OktaAwsSession {

  private final SignInOfSession signIn;
  private final SessionStore store;
  private final Turns turns;
  private final AppsOfSession apps;
  private final AssumeRoleWithSamlService assumeRole;
  private final Preparation preparation;
  private final String description;

  OktaAwsSession(OktaAwsSessionBuilder options) {
    this.store = new SessionStore(options);
    this.signIn = new SignInOfSession(options, store);
    this.turns = new Turns(signIn, store, options);
    this.apps = new AppsOfSession(options, signIn.tokens(), turns);
    this.assumeRole = options.assumeRoleStep();
    this.preparation = apps.preparation(null, assumeRole);
    this.description = options.description();
  }

  /**
   * Begins a session. Everything but these two has a default.
   *
   * @param orgDomain the Okta org, for example {@code acme.okta.com}
   * @param clientId the client ID of the OIDC native app
   * @return a builder
   * @throws ConfigurationException if it is not the address of an org
   */
  public static OktaAwsSessionBuilder builder(String orgDomain, String clientId) {
    return new OktaAwsSessionBuilder(OktaEndpoints.ofOrg(orgDomain), clientId);
  }

  /**
   * Begins a session with given endpoints.
   *
   * @param endpoints the org's endpoints
   * @param clientId the client ID of the OIDC native app
   * @return a builder
   */
  public static OktaAwsSessionBuilder builder(OktaEndpoints endpoints, String clientId) {
    return new OktaAwsSessionBuilder(endpoints, clientId);
  }

  /**
   * Credentials of one role. Any number of sources share this session's sign-in. Where the person
   * has several federation apps and none was chosen, the app whose assertion offers the role is
   * found.
   *
   * @param roleArn the role's ARN; Okta must offer it to the person
   * @return the source; creating it sends nothing
   * @throws ConfigurationException if it is not the ARN of a role
   */
  public RoleCredentialsSource role(String roleArn) {
    return role(roleArn, assumeRole);
  }

  /**
   * Credentials of one role, with a session duration, policy or region of its own.
   *
   * @param roleArn the role's ARN; Okta must offer it to the person
   * @param assumeRole how the role is assumed
   * @return the source; creating it sends nothing
   * @throws ConfigurationException if it is not the ARN of a role
   */
  public RoleCredentialsSource role(String roleArn, AssumeRoleWithSamlService assumeRole) {
    String principalArn = apps.choice().identityProviderArn();
    RoleSelector selector =
        principalArn == null ? RoleSelector.arn(roleArn) : RoleSelector.arn(roleArn, principalArn);
    return new RoleOfSession(this, roleArn, selector, assumeRole);
  }

  /**
   * Credentials of a role that is chosen when they are first asked for; later credentials are of
   * the same role.
   *
   * @param selector chooses the role
   * @return the source; creating it sends nothing
   */
  public RoleCredentialsSource role(RoleSelector selector) {
    return role(selector, assumeRole);
  }

  /**
   * Credentials of a role that is chosen when they are first asked for, with a session duration,
   * policy or region of its own.
   *
   * @param selector chooses the role
   * @param assumeRole how the role is assumed
   * @return the source; creating it sends nothing
   */
  public RoleCredentialsSource role(RoleSelector selector, AssumeRoleWithSamlService assumeRole) {
    return new RoleOfSession(this, null, selector, assumeRole);
  }

  /**
   * Signs the person in now, if nobody is signed in; so that later calls need not ask.
   *
   * @throws OktaAwsException if it fails; its class says why
   */
  public void signIn() {
    telling(
        () -> {
          apps.signedIn(asking());
          return true;
        });
  }

  /**
   * Who is signed in, as far as this session and its store know; nothing is sent. Okta may have
   * ended the sign-in meanwhile.
   *
   * @return the person; empty if nobody is signed in or the sign-in is over
   */
  public Optional<SignedInPerson> signedIn() {
    return signIn.person().signedIn();
  }

  /**
   * Signs the person out: forgets tokens, assertions and kept credentials here and in the store,
   * and revokes the tokens at Okta (RFC 7009). AWS credentials that were handed out stay good until
   * they expire; AWS cannot revoke them one by one.
   *
   * <p>Where another thread or program is at work on the sign-in, it is waited for for a minute.
   * What the person answers a prompt that is still open then is a new sign-in.
   *
   * @throws OktaAwsException if Okta could not be told; everything is forgotten here all the same
   */
  public void logout() {
    turns.signOut(apps::forget);
  }

  /**
   * The roles that Okta offers the person in the federation app; asks the person if nobody is
   * signed in.
   *
   * @return the roles, in the assertion's order
   * @throws OktaAwsException if they cannot be had; its class says why
   */
  public List<AwsRole> roles() {
    Caller caller = asking();
    return telling(
        () -> {
          FederationApp app = apps.candidates(caller, false).get(0);
          return apps.assertion(app, caller, null).roles();
        });
  }

  /**
   * The AWS Account Federation apps that Okta shows the person, whichever were configured; asks the
   * person if nobody is signed in, and Okta each time. Custom SAML apps are not among them.
   *
   * @return the apps, in Okta's order; may be empty
   * @throws OktaAwsException if they cannot be had; its class says why
   */
  public List<FederationApp> federationApps() {
    Caller caller = asking();
    return telling(() -> apps.shown(caller));
  }

  /**
   * The federation apps that were not ruled out by an id, a name or an identity provider; an app
   * selector is not asked. An app that is named by its id is not looked for, and only its id is
   * known then. Asks the person if nobody is signed in.
   *
   * @return the apps, in Okta's order; at least one
   * @throws OktaAwsException if none is left, or they cannot be had; its class says why
   */
  public List<FederationApp> candidateApps() {
    Caller caller = asking();
    return telling(() -> apps.every(caller));
  }

  /**
   * The roles of every federation app that was not ruled out by an id, a label or an identity
   * provider; an app selector is not asked. AWS is not asked either. What is wrong with one app
   * does not keep the others' roles back.
   *
   * @return the roles, app by app, and the apps that could not be used
   * @throws OktaAwsException if the sign-in or the listing of the apps fails, or if the thread was
   *     interrupted
   */
  public RolesByApp rolesByApp() {
    Caller caller = asking();
    return telling(() -> RolesOfApps.of(apps, signIn.person(), caller).list());
  }

  /**
   * New credentials of every role of every federation app, in one go and with the session's own way
   * to assume roles; see {@link #everyRole(int, AssumeRoleWithSamlService)}.
   *
   * @param parallelism how many roles are assumed at once, at most
   * @return the credentials, and what could not be had
   * @throws OktaAwsException as there
   */
  public EveryRole everyRole(int parallelism) {
    return everyRole(parallelism, assumeRole);
  }

  /**
   * New credentials of every role of every federation app that was not ruled out by an id, a label
   * or an identity provider; an app selector is not asked. It takes one exchange and one page for
   * each app, one after the other, unless its assertion is at hand; then AWS is asked for the roles
   * side by side, on threads that end with this call. What is wrong with one app or role is told of
   * it and does not matter to the others.
   *
   * <p>The credentials come from AWS each time and are not put into the store.
   *
   * @param parallelism how many roles are assumed at once, at most
   * @param assumeRole how the roles are assumed; safe for use by several threads
   * @return the credentials in the order of apps and assertions, and what could not be had
   * @throws ConfigurationException if the parallelism is not positive
   * @throws io.github.oktaaws.error.SignInRequiredException if somebody else has signed in or out
   *     meanwhile: one person's roles are not mixed with another's
   * @throws io.github.oktaaws.error.CancelledException if the thread was interrupted, or a step was
   *     cancelled: that ends all
   * @throws OktaAwsException if the sign-in or the listing of the apps fails
   */
  public EveryRole everyRole(int parallelism, AssumeRoleWithSamlService assumeRole) {
    if (parallelism < 1) {
      throw new ConfigurationException(
          "A parallelism of " + parallelism + " assumes no role.", "Give 1 or more.");
    }
    Caller caller = asking();
    return telling(
        () -> RolesOfApps.of(apps, signIn.person(), caller).assume(parallelism, assumeRole));
  }

  private Caller asking() {
    return caller(true, preparation);
  }

  Caller caller(boolean mayAsk, Preparation next) {
    return turns.caller(mayAsk, next);
  }

  /** Works, and has the listener hear of what happened once no lock is held. */
  <T> T telling(Supplier<T> work) {
    return turns.telling(work);
  }

  SessionStore store() {
    return store;
  }

  AppsOfSession apps() {
    return apps;
  }

  /** Who is signed in; empty if nobody is, or the tokens do not say who. */
  Optional<String> subject() {
    return signIn.person().subject();
  }

  /** The key of a role's credentials, if it is known whose they are to be. */
  Optional<RoleKey> key(
      Optional<String> app, String roleArn, Optional<String> principalArn, RoleSessionTerms terms) {
    FederationAppChoice choice = apps.choice();
    return subject()
        .map(
            subject ->
                new RoleKey(
                    store.key(),
                    subject,
                    app.or(choice::named),
                    principalArn.or(() -> Optional.ofNullable(choice.identityProviderArn())),
                    roleArn,
                    terms));
  }

  /** Prints the org, no token. */
  @Override
  public String toString() {
    return "OktaAwsSession[" + description + "]";
  }
}
