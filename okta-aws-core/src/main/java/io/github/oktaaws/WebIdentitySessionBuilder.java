package io.github.oktaaws;

import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.signin.TokenRevocationService;
import io.github.oktaaws.store.SignInKey;
import io.github.oktaaws.sts.AssumeRoleWithWebIdentityService;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link WebIdentitySession} is made of. Every option has a default; each step can be
 * replaced by the caller's own. Not safe for use by several threads.
 */
public final class WebIdentitySessionBuilder extends SessionSettings<WebIdentitySessionBuilder> {

  private final String clientId;
  private OktaEndpoints endpoints;
  private WayIn wayIn;
  private Collection<String> scopes;
  private @Nullable String roleSessionName;
  private @Nullable AssumeRoleWithWebIdentityService assumeRole;

  WebIdentitySessionBuilder(OktaEndpoints endpoints, String clientId, WayIn wayIn) {
    this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
    this.clientId = Objects.requireNonNull(clientId, "clientId");
    this.wayIn = wayIn;
    this.scopes = wayIn.usualScopes();
  }

  /**
   * The custom authorization server whose access tokens AWS trusts; {@code default} unless set. The
   * org's own authorization server is not one: AWS cannot check its access tokens.
   *
   * @param id the server's id, for example {@code aus1abc}
   * @return this
   * @throws io.github.oktaaws.error.ConfigurationException if it is not an id
   */
  public WebIdentitySessionBuilder authorizationServer(String id) {
    this.endpoints = OktaEndpoints.ofAuthorizationServer(endpoints.origin().toString(), id);
    return this;
  }

  /**
   * The scopes to ask for; by default {@code okta-m2m-access} for a machine and {@code openid
   * profile} for a person.
   *
   * @param scopes the scopes
   * @return this
   */
  public WebIdentitySessionBuilder scopes(Collection<String> scopes) {
    this.scopes = List.copyOf(scopes);
    return this;
  }

  /**
   * What the role's session is called, in the assumed role's ARN and in CloudTrail; {@code
   * okta-aws} unless set. Name what uses it, for example the job or the host.
   *
   * @param name 2 to 64 letters, digits and characters of {@code +=,.@-_}
   * @return this
   */
  public WebIdentitySessionBuilder roleSessionName(String name) {
    this.roleSessionName = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Replaces step 1: how to sign in. A person may be asked then.
   *
   * @param step the step
   * @return this
   */
  public WebIdentitySessionBuilder signIn(SignIn step) {
    this.wayIn = WayIn.own(clientId, step);
    return this;
  }

  /**
   * Replaces step 6: how a role is assumed. Region, endpoint, session duration and session name of
   * this builder are then not used.
   *
   * @param step the step
   * @return this
   */
  public WebIdentitySessionBuilder assumeRole(AssumeRoleWithWebIdentityService step) {
    this.assumeRole = Objects.requireNonNull(step, "step");
    return this;
  }

  /**
   * Makes the session. Nothing is sent.
   *
   * @return the session
   * @throws io.github.oktaaws.error.ConfigurationException if an option is malformed, or options
   *     contradict each other
   */
  public WebIdentitySession build() {
    reach(endpoints);
    return new WebIdentitySession(this);
  }

  @Override
  WebIdentitySessionBuilder self() {
    return this;
  }

  @Override
  String clientId() {
    return clientId;
  }

  @Override
  Optional<String> keyForOwnSignIn() {
    return wayIn.isOfTheApplication()
        ? Optional.of(
            "Make it over an OktaOrg.withDpop(...) of your own, for this session alone, and leave"
                + " out dpop().")
        : Optional.empty();
  }

  @Override
  SignIn signInStep(Consumer<OktaAwsEvent.PromptShown> promptShown) {
    return wayIn.signIn().create(org(), scopes, clock(), promptShown);
  }

  @Override
  TokenRevocationService usualTokenRevocation() {
    return wayIn.revocation().create(org(), clock());
  }

  @Override
  SignInKey signInKey() {
    return new SignInKey(
        endpoints.origin(),
        endpoints.token(),
        clientId,
        Set.copyOf(scopes),
        wayIn.flow(),
        loginHint().or(wayIn::person));
  }

  @Override
  boolean asksForOfflineAccess() {
    return scopes.contains("offline_access");
  }

  @Override
  Duration signInTimeout() {
    return wayIn.patience();
  }

  @Override
  boolean asksNobody() {
    return wayIn.asksNobody();
  }

  AssumeRoleWithWebIdentityService assumeRoleStep() {
    if (assumeRole != null) {
      return assumeRole;
    }
    var builder =
        AssumeRoleWithWebIdentityService.builder().httpClient(org()::httpClient).clock(clock());
    region().ifPresent(builder::region);
    stsEndpoint().ifPresent(builder::endpoint);
    sessionDuration().ifPresent(builder::sessionDuration);
    if (roleSessionName != null) {
      builder.roleSessionName(roleSessionName);
    }
    return builder.build();
  }
}
