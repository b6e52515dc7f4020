package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.ClientAssertionRejectedException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.UnknownAuthorizationServerException;
import io.github.oktaaws.error.UserNotAssignedException;
import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.CodeChallenge;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PushChallenge;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** Both doors of the session, over an org and an STS that are no part of this library. */
class WebIdentityOverSandboxTest {

  private static final String ROLE = OrgConfig.ACME_MACHINE_ROLE;

  private final OktaAwsSandbox sandbox = OktaAwsSandbox.start();
  private final TokenStore store = TokenStore.inMemory();
  private final AtomicInteger passwords = new AtomicInteger();

  @AfterEach
  void stop() {
    Planted.secretsOf(sandbox);
    sandbox.close();
  }

  @Test
  void aMachineGetsCredentialsWithItsKey() {
    RoleCredentials credentials = Planted.said(machine().build().role(ROLE).get(silent()));

    assertThat(credentials.assumedRoleArn()).endsWith(":assumed-role/Deployer/okta-aws");
    assertThat(credentials.subject()).contains(sandbox.machine().clientId());
  }

  @Test
  void anotherKeyIdAndAnotherServerAreToldApart() {
    MachineIdentity identity = sandbox.machine();
    ClientKey other = ClientKey.pem("other", identity.privateKeyPem());

    fails(
        ClientAssertionRejectedException.class,
        () ->
            WebIdentitySession.machine(sandbox.oktaUrl(), identity.clientId(), other)
                .build()
                .signIn());
    fails(
        UnknownAuthorizationServerException.class,
        () -> machine().authorizationServer("aus1nowhere").build().signIn());
  }

  @Test
  void aPersonWithoutABrowserGetsCredentialsAndIsAskedOnce() {
    WebIdentitySession session = direct("jane").build();

    fails(SignInRequiredException.class, () -> session.role(ROLE).get(silent()));
    assertThat(passwords).hasValue(0);
    RoleCredentials first = session.role(ROLE).get(asking());
    RoleCredentials second = session.role(ROLE).get(SessionOverSandbox.silentlyInPlaceOf(first));

    assertThat(second).isNotEqualTo(first);
    assertThat(passwords).hasValue(1);
    assertThat(session.signedIn().orElseThrow().username()).isPresent();
    assertThat(direct("jane").build().role(ROLE).get(silent())).isEqualTo(second);
  }

  @Test
  void anotherPersonIsNotServedFromTheSameStore() {
    direct("jane").build().role(ROLE).get(asking());

    fails(SignInRequiredException.class, () -> direct("john").build().role(ROLE).get(silent()));
    fails(UserNotAssignedException.class, () -> direct("john").build().role(ROLE).get(asking()));
  }

  private WebIdentitySessionBuilder machine() {
    MachineIdentity identity = sandbox.machine();
    ClientKey key = ClientKey.pem(identity.keyId(), identity.privateKeyPem());
    return configured(WebIdentitySession.machine(sandbox.oktaUrl(), identity.clientId(), key));
  }

  /** Somebody for whom the password is enough. */
  private WebIdentitySessionBuilder direct(String login) {
    OrgUser user =
        sandbox.users().stream()
            .filter(each -> each.login().equals(login))
            .findFirst()
            .orElseThrow();
    sandbox.reconfigure(sandbox.org().withUser(user.withFactors()));
    return configured(
        WebIdentitySession.direct(
            sandbox.oktaUrl(),
            sandbox.oidcClientId(),
            login,
            () -> {
              passwords.incrementAndGet();
              return (login + "-password").toCharArray();
            },
            new NobodyThere()));
  }

  private WebIdentitySessionBuilder configured(WebIdentitySessionBuilder builder) {
    return builder.store(store).region(Region.US_EAST_1).stsEndpoint(URI.create(sandbox.stsUrl()));
  }

  private static <T extends OktaAwsException> T fails(Class<T> type, ThrowingCallable call) {
    return Planted.thrown(catchThrowableOfType(type, call));
  }

  private static final class NobodyThere implements DirectPrompt {

    @Override
    public void show(PushChallenge challenge) {
      throw new IllegalStateException("not asked for");
    }

    @Override
    public String ask(CodeChallenge challenge) {
      throw new IllegalStateException("not asked for");
    }
  }
}
