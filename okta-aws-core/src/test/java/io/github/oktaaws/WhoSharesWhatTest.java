package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.SessionOverSandbox.ADMIN;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.APP;
import static io.github.oktaaws.SessionOverSandbox.OTHER_APP;
import static io.github.oktaaws.SessionOverSandbox.PROVIDER;
import static io.github.oktaaws.SessionOverSandbox.askingInPlaceOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.store.SignInKey;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.sts.AssumeRoleWithSamlBuilder;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OrgConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** Sessions and roles on one store that differ in one option are never served the other's. */
class WhoSharesWhatTest {

  private static final String CLIENT = "0oaClient";
  private static final String OTHER_PROVIDER = "arn:aws:iam::123456789012:saml-provider/Other";
  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":"
          + "[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

  /** Both of whose apps offer the same roles. */
  private final SessionOverSandbox over =
      new SessionOverSandbox(
          OrgConfig.acme()
              .withFederationApp(
                  io.github.oktaaws.testkit.FederationApp.of(
                          OTHER_APP, "AWS Development", OTHER_PROVIDER, List.of(ADMIN, ANALYST))
                      .withAllowedWebSsoClients(OrgConfig.ACME_CLIENT_ID)
                      .withAssignedTo("jane")));

  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void close() {
    over.close();
  }

  private static OktaAwsSessionBuilder acme() {
    return OktaAwsSession.builder("acme.okta.com", CLIENT);
  }

  private static SignInKey key(OktaAwsSessionBuilder builder) {
    return builder.build().store().key();
  }

  @Test
  void sessionsThatDifferInOneOptionShareNoSignIn() {
    OktaEndpoints own = OktaEndpoints.ofOrg("acme.okta.com");
    OktaEndpoints otherServer =
        new OktaEndpoints(
            own.origin(),
            own.organization(),
            own.authorization(),
            own.deviceAuthorization(),
            URI.create("https://acme.okta.com/oauth2/default/v1/token"),
            own.challenge(),
            own.revocation(),
            own.appLinks(),
            own.apps(),
            own.webSso());
    SignIn another =
        () -> {
          throw new AssertionError("nobody is asked");
        };
    List<SignInKey> keys =
        List.of(
            key(acme()),
            key(OktaAwsSession.builder("acme.oktapreview.com", CLIENT)),
            key(OktaAwsSession.builder(otherServer, CLIENT)),
            key(OktaAwsSession.builder("acme.okta.com", "0oaOther")),
            key(acme().scopes(List.of("openid", "okta.apps.sso"))),
            key(acme().offlineAccess()),
            key(acme().signIn(another)),
            key(acme().loginHint("jane@acme.com")),
            key(acme().loginHint("john@acme.com")));

    assertThat(keys).doesNotHaveDuplicates();
    assertThat(keys).extracting(SignInKey::id).doesNotHaveDuplicates();
  }

  @Test
  void sessionsThatDifferInWhatASignInDoesNotDependOnShareIt() {
    assertThat(
            List.of(
                key(acme().federationApp(APP)),
                key(acme().identityProvider(PROVIDER)),
                key(acme().sessionDuration(Duration.ofHours(2)).region(Region.EU_CENTRAL_1)),
                key(acme().signInTimeout(Duration.ofMinutes(1)).prompt(challenge -> {}))))
        .containsOnly(key(acme()));
  }

  @Test
  void aSessionMayWaitForAPersonAsLongAsAnyDurationSays() {
    for (Duration timeout :
        List.of(
            Duration.ofSeconds(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MIN_VALUE),
            Duration.ofSeconds(-1))) {
      OktaAwsSession session =
          over.builder().federationApp(APP).store(store).signInTimeout(timeout).build();
      session.signIn();
      assertThat(session.store().patience(true)).isPositive();
      assertThat(session.store().patience(true).toNanos()).isPositive();
    }
  }

  @Test
  void aRoleIsServedNothingThatWasAskedForInOtherTerms() {
    OktaAwsSession session = over.builder().federationApp(APP).store(store).build();
    Map<String, RoleCredentialsSource> sources = new LinkedHashMap<>();
    sources.put("as it is", session.role(ANALYST, terms().build()));
    sources.put("another role", session.role(ADMIN, terms().build()));
    sources.put("a duration", session.role(ANALYST, terms().sessionDuration(hours(2)).build()));
    sources.put("a policy", session.role(ANALYST, terms().sessionPolicy(POLICY).build()));
    sources.put(
        "a policy's ARN",
        session.role(ANALYST, terms().policyArns(List.of("arn:aws:iam::aws:policy/A")).build()));
    sources.put("a principal", session.role(RoleSelector.arn(ANALYST, PROVIDER), terms().build()));
    sources.put(
        "another principal",
        over.builder()
            .federationApp(APP)
            .store(store)
            .identityProvider(OTHER_PROVIDER)
            .build()
            .role(ANALYST, terms().build()));
    sources.put(
        "an app that was looked for",
        over.builder().store(store).build().role(ANALYST, terms().build()));

    Map<String, RoleCredentials> got = new LinkedHashMap<>();
    sources.forEach((name, source) -> got.put(name, source.get(asking())));

    assertThat(new HashSet<>(got.values())).hasSize(sources.size());
    assertThat(over.prompts).hasSize(1);
    over.sandbox.forgetRequests();
    sources.forEach(
        (name, source) -> assertThat(source.get(asking())).as(name).isEqualTo(got.get(name)));
    assertThat(over.assumedRoles()).isZero();
  }

  private AssumeRoleWithSamlBuilder terms() {
    return AssumeRoleWithSamlService.builder()
        .region(Region.US_EAST_1)
        .endpoint(URI.create(over.sandbox.stsUrl()))
        .clock(over.clock);
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  @Test
  void whoChoseAnotherAppIsNotServedTheCredentialsOfTheFirst() {
    RoleCredentials first = choosing(APP).role(ANALYST).get(asking());

    RoleCredentials second = choosing(OTHER_APP).role(ANALYST).get(asking());

    assertThat(second).isNotEqualTo(first);
    assertThat(choosing(APP).role(ANALYST).get(asking())).isEqualTo(first);
    assertThat(choosing(OTHER_APP).role(ANALYST).get(asking())).isEqualTo(second);
    assertThat(over.assumedRoles()).isEqualTo(2);
  }

  private OktaAwsSession choosing(String app) {
    return over.builder()
        .store(store)
        .federationAppSelector(
            apps -> apps.stream().filter(one -> one.id().equals(app)).findFirst().orElseThrow())
        .build();
  }

  @Test
  void anotherPersonChoosesAppAndRoleAnew() {
    over.sandbox.reconfigure(
        over.sandbox
            .org()
            .withOidcApp(
                OidcApp.of(over.sandbox.oidcClientId(), "AWS command line")
                    .withAssignedTo("jane", "john")));
    over.changeApp(app -> app.withAssignedTo("jane", "john"));
    List<List<FederationApp>> apps = new ArrayList<>();
    List<List<AwsRole>> roles = new ArrayList<>();
    OktaAwsSession session =
        over.builder()
            .store(store)
            .federationAppSelector(
                offered -> {
                  apps.add(offered);
                  return offered.get(0);
                })
            .build();
    RoleCredentialsSource source =
        session.role(
            offered -> {
              roles.add(offered);
              return offered.get(roles.size());
            });
    RoleCredentials janes = source.get(asking());
    over.person = "john";
    over.sandbox.endSession("jane");
    over.clock.advance(Duration.ofMinutes(5));

    RoleCredentials johns = source.get(askingInPlaceOf(janes));
    RoleCredentials johnsAgain = source.get(askingInPlaceOf(johns));

    assertThat(janes.assumedRoleArn()).contains("jane");
    assertThat(johnsAgain.assumedRoleArn()).contains("john");
    assertThat(Set.of(janes.roleArn(), johnsAgain.roleArn())).hasSize(2);
    assertThat(apps).as("john sees one app, which needs no choice").hasSize(1);
    assertThat(roles).hasSize(2);
  }

  @Test
  void aSessionWithoutAStoreKeepsItsSignInInItsOwnMemory() {
    assertThat(acme().tokenStore().toString()).contains("in memory");
    over.builder().federationApp(APP).build().signIn();

    assertThat(over.builder().federationApp(APP).build().signedIn()).isEmpty();
  }
}
