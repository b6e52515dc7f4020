package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.ClientAssertionRejectedException;
import io.github.oktaaws.error.ConfigurationException;
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
import io.github.oktaaws.testkit.Factor;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.ServiceApp;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
  void aRegionOfAnotherPartitionIsToldBeforeThePasswordIsAskedFor() {
    fails(
        ConfigurationException.class,
        () -> direct("jane").region(Region.CN_NORTH_1).build().role(ROLE).get(asking()));

    assertThat(passwords).hasValue(0);
    assertThat(sandbox.requests()).isEmpty();
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
  void aMachineThatSignsOutRevokesItsTokenWithItsKey() {
    WebIdentitySession session = machine().build();
    RoleCredentials first = session.role(ROLE).get(silent());

    session.logout();

    assertThat(session.signedIn()).isEmpty();
    assertThat(sandbox.requests("/oauth2/default/v1/revoke"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.form())
                    .containsEntry("token_type_hint", "access_token")
                    .containsEntry("client_id", sandbox.machine().clientId())
                    .containsKey("client_assertion"));
    assertThat(session.role(ROLE).get(silent())).isNotEqualTo(first);
  }

  @Test
  void aMachineWhoseKeyOktaNoLongerTakesHearsThatOktaCouldNotBeTold() throws Exception {
    WebIdentitySession session = machine().build();
    session.signIn();
    PublicKey another = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    ServiceApp app = sandbox.org().serviceApps().get(0);
    sandbox.reconfigure(
        sandbox.org().withServiceApp(app.withKey(sandbox.machine().keyId(), another)));

    fails(OktaAwsException.class, session::logout);

    assertThat(session.signedIn()).as("forgotten here all the same").isEmpty();
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

  @ParameterizedTest
  @EnumSource(
      value = Factor.class,
      names = {"OTP", "SMS"})
  void theListenerHearsThatAPersonIsAskedForACodeBeforeTheyAreWaitedFor(Factor factor) {
    OrgUser jane = sandbox.org().user("jane").orElseThrow().withFactors(factor);
    sandbox.reconfigure(sandbox.org().withUser(jane));
    List<OktaAwsEvent> heard = new CopyOnWriteArrayList<>();
    List<OktaAwsEvent> heardBefore = new CopyOnWriteArrayList<>();
    DirectPrompt types =
        new DirectPrompt() {
          @Override
          public void show(PushChallenge challenge) {
            throw new IllegalStateException("not asked for");
          }

          @Override
          public String ask(CodeChallenge challenge) {
            heardBefore.addAll(heard);
            return factor == Factor.OTP
                ? sandbox.phone("jane").otp()
                : sandbox.phone("jane").code().orElseThrow();
          }
        };

    WebIdentitySession.direct(
            sandbox.oktaUrl(), sandbox.oidcClientId(), "jane", "jane-password"::toCharArray, types)
        .listener(heard::add)
        .build()
        .signIn();

    String host = URI.create(sandbox.oktaUrl()).getAuthority();
    assertThat(heardBefore)
        .containsExactly(new OktaAwsEvent.PromptShown(host, Duration.ofMinutes(10)));
    assertThat(heard).hasSize(2).last().isInstanceOf(OktaAwsEvent.SignedIn.class);
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
