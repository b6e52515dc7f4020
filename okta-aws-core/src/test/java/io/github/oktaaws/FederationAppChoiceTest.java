package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.APP;
import static io.github.oktaaws.SessionOverSandbox.OTHER_APP;
import static io.github.oktaaws.SessionOverSandbox.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.FederationAppChoiceException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.WebSsoNotAllowedException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FederationAppChoiceTest {

  private static final String OTHER_ANALYST = "arn:aws:iam::210987654321:role/Analyst";
  private static final String OTHER_PROVIDER = "arn:aws:iam::210987654321:saml-provider/Okta";

  private final SessionOverSandbox over =
      new SessionOverSandbox(OrgConfig.acme().withUser(OrgUser.named("jane").asAdmin()));

  @AfterEach
  void stop() {
    over.close();
  }

  @Test
  void roleFindsTheAppThatOffersIt() {
    OktaAwsSession session = over.builder().build();

    assertThat(session.role(ANALYST).get(asking()).roleArn()).isEqualTo(ANALYST);
    assertThat(session.role(OTHER_ANALYST).get(asking()).roleArn()).isEqualTo(OTHER_ANALYST);
    assertThat(over.prompts).hasSize(1);
    assertThat(over.sandbox.requests("/api/v1/users/me/appLinks")).hasSize(1);
    assertThat(over.assertions()).isEqualTo(2);
  }

  @Test
  void roleThatNoAppOffersIsAnErrorThatListsThoseOfAllApps() {
    RoleNotInAssertionException error =
        catchThrowableOfType(
            RoleNotInAssertionException.class,
            () ->
                over.builder().build().role("arn:aws:iam::123456789012:role/Owner").get(asking()));

    assertThat(error.available()).hasSize(6).contains(ANALYST, OTHER_ANALYST);
  }

  @Test
  void appThatCannotBeUsedDoesNotHideARoleOfAnother() {
    over.changeApp(app -> app.withAllowedWebSsoClients("0oaAnother"));

    assertThat(unjoined().role(OTHER_ANALYST).get(asking()).roleArn()).isEqualTo(OTHER_ANALYST);
  }

  @Test
  void roleBehindAnAppThatCannotBeUsedIsToldByWhatIsWrongWithTheApp() {
    over.changeApp(app -> app.withAllowedWebSsoClients("0oaAnother"));

    WebSsoNotAllowedException error =
        catchThrowableOfType(
            WebSsoNotAllowedException.class, () -> unjoined().role(ANALYST).get(asking()));

    assertThat(error.appId()).isEqualTo(APP);
    assertThat(error.getSuppressed()).hasSize(1);
    assertThat(error.getSuppressed()[0]).hasMessageContaining(OTHER_ANALYST);
  }

  @Test
  void configuredAppIsTakenWithoutListing() {
    OktaAwsSession session = over.builder().federationApp(OTHER_APP).build();

    assertThat(session.role(OTHER_ANALYST).get(asking()).accountId()).isEqualTo("210987654321");
    assertThat(over.sandbox.requests("/api/v1/users/me/appLinks")).isEmpty();
  }

  @Test
  void onlyAppNeedsNoChoice() {
    over.sandbox.reconfigure(
        over.sandbox.org().withFederationApps(List.of(over.sandbox.org().federationApps().get(1))));

    assertThat(over.builder().build().roles()).extracting("roleArn").contains(OTHER_ANALYST);
  }

  @Test
  void appIsChosenByItsIdentityProvider() {
    OktaAwsSession session =
        over.builder().identityProvider("arn:aws:iam::210987654321:saml-provider/Okta").build();

    assertThat(session.roles()).extracting("roleArn").contains(OTHER_ANALYST);
  }

  @Test
  void identityProviderThatNoAppIsForIsAnErrorThatListsTheApps() {
    OktaAwsSession session =
        over.builder().identityProvider("arn:aws:iam::999999999999:saml-provider/X").build();

    FederationAppChoiceException error =
        catchThrowableOfType(FederationAppChoiceException.class, session::roles);

    assertThat(error).hasMessageContaining("999999999999");
    assertThat(error.available())
        .containsExactly(APP + " (AWS Production)", OTHER_APP + " (AWS Development)");
  }

  @Test
  void appThatIsKnownToBeForTheIdentityProviderIsPreferredToOneOfWhichNothingIsKnown() {
    OktaAwsSession session =
        over.builder()
            .identityProvider(PROVIDER)
            .federationApps(
                tokens ->
                    List.of(
                        FederationApp.withId(OTHER_APP),
                        new FederationApp(APP, "AWS", Optional.of(PROVIDER), Optional.empty())))
            .build();

    assertThat(session.roles()).extracting("roleArn").contains(ANALYST);
  }

  @Test
  void identityProviderThatOktaDoesNotShowToThePersonIsNamedInTheError() {
    over.sandbox.reconfigure(over.sandbox.org().withUser(OrgUser.named("jane")));
    OktaAwsSession session = over.builder().identityProvider(PROVIDER).build();

    FederationAppChoiceException error =
        catchThrowableOfType(FederationAppChoiceException.class, session::roles);

    assertThat(error).hasMessageContaining("administrators").hasMessageContaining(PROVIDER);
    assertThat(error.available()).hasSize(2);
  }

  @Test
  void appIsChosenByItsLabel() {
    OktaAwsSession session = over.builder().federationAppLabel(" AWS Development").build();

    assertThat(session.role(OTHER_ANALYST).get(asking()).accountId()).isEqualTo("210987654321");
    assertThat(session.roles()).extracting("roleArn").contains(OTHER_ANALYST);
    assertThat(over.assertions()).isEqualTo(1);
  }

  @Test
  void labelIsTakenWhole() {
    for (String label : List.of("AWS", "aws development")) {
      OktaAwsSession session = over.builder().federationAppLabel(label).build();

      FederationAppChoiceException error =
          catchThrowableOfType(FederationAppChoiceException.class, session::roles);

      assertThat(error).hasMessageContaining("the label \"" + label + "\"");
      assertThat(error.available())
          .containsExactly(APP + " (AWS Production)", OTHER_APP + " (AWS Development)");
    }
  }

  @Test
  void labelThatTwoAppsHaveIsNotAnsweredWithTheFirst() {
    OktaAwsSession session =
        labelled(over.builder().federationAppSelector(apps -> apps.get(0)), "AWS");

    FederationAppChoiceException error =
        catchThrowableOfType(
            FederationAppChoiceException.class, () -> session.role(ANALYST).get(asking()));

    assertThat(error).hasMessageContaining("Several").hasMessageContaining("federationAppLabel(");
    assertThat(error.available()).containsExactly(APP + " (AWS)", OTHER_APP + " (AWS)", "0oa3 (B)");
  }

  @Test
  void labelThatTwoAppsHaveIsCompletedByTheIdentityProvider() {
    OktaAwsSession session = labelled(over.builder().identityProvider(PROVIDER), "AWS");

    assertThat(session.roles()).extracting("roleArn").contains(ANALYST);
  }

  @Test
  void labelOfAnAppOfAnotherIdentityProviderIsAnError() {
    OktaAwsSession session =
        over.builder().federationAppLabel("AWS Development").identityProvider(PROVIDER).build();

    FederationAppChoiceException error =
        catchThrowableOfType(FederationAppChoiceException.class, session::roles);

    assertThat(error).hasMessageContaining("AWS Development").hasMessageContaining(PROVIDER);
    assertThat(error.available()).hasSize(2);
  }

  @Test
  void appIsNotNamedTwice() {
    OktaAwsSessionBuilder both =
        over.builder().federationApp(APP).federationAppLabel("AWS Production");

    assertThat(catchThrowableOfType(ConfigurationException.class, both::build))
        .hasMessageContaining("federationApp(...) or federationAppLabel(...)");
    assertThat(
            catchThrowableOfType(
                ConfigurationException.class, () -> over.builder().federationAppLabel(" ").build()))
        .hasMessageContaining("blank");
  }

  @Test
  void credentialsFromAnAppThatWasNamedByItsLabelAreNotTakenForAnothers() {
    TokenStore store = TokenStore.inMemory();
    RoleCredentials first =
        over.builder()
            .store(store)
            .federationAppLabel("AWS Production")
            .build()
            .role(ANALYST)
            .get(asking());

    assertThat(
            over.builder()
                .store(store)
                .federationAppLabel("AWS Production")
                .build()
                .role(ANALYST)
                .get(silent()))
        .isEqualTo(first);
    assertThat(
            catchThrowable(
                () ->
                    over.builder()
                        .store(store)
                        .federationAppLabel("AWS Development")
                        .build()
                        .role(ANALYST)
                        .get(silent())))
        .isInstanceOf(RoleNotInAssertionException.class);
  }

  @Test
  void appsAreListedWhicheverIsConfigured() {
    OktaAwsSession session = over.builder().federationApp(OTHER_APP).build();

    assertThat(session.federationApps())
        .extracting(FederationApp::id, FederationApp::label)
        .containsExactly(tuple(APP, "AWS Production"), tuple(OTHER_APP, "AWS Development"));
    over.sandbox.reconfigure(over.sandbox.org().withFederationApps(List.of()));
    assertThat(session.federationApps()).isEmpty();
    assertThat(over.prompts).hasSize(1);
  }

  @Test
  void severalAppsAreNeverAnsweredWithTheFirst() {
    OktaAwsSession session = over.builder().build();

    FederationAppChoiceException error =
        catchThrowableOfType(
            FederationAppChoiceException.class,
            () -> session.role(RoleSelector.only()).get(asking()));

    assertThat(error)
        .hasMessageContainingAll(APP, "AWS Production", OTHER_APP, "AWS Development")
        .hasMessageContaining("federationApp(");
  }

  @Test
  void selectorIsAskedOnceForASession() {
    List<List<FederationApp>> asked = new ArrayList<>();
    OktaAwsSession session =
        over.builder()
            .federationAppSelector(
                apps -> {
                  asked.add(apps);
                  return apps.get(1);
                })
            .build();

    session.roles();
    session.role(OTHER_ANALYST).get(asking());

    assertThat(asked).hasSize(1);
    assertThat(asked.get(0)).extracting(FederationApp::id).containsExactly(APP, OTHER_APP);
  }

  @Test
  void selectorThatMakesAnAppUpIsRefused() {
    OktaAwsSession session =
        over.builder().federationAppSelector(apps -> FederationApp.withId("0oaMadeUp")).build();

    assertThat(catchThrowableOfType(FederationAppChoiceException.class, session::roles))
        .hasMessageContaining("not there");
  }

  @Test
  void anotherSignInListsTheAppsAnew() {
    OktaAwsSession session = over.builder().build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.sandbox.endSession("jane");
    over.clock.advance(Duration.ofMinutes(5));

    session.role(ANALYST).get(SessionOverSandbox.askingInPlaceOf(first));
    session.role(OTHER_ANALYST).get(asking());

    assertThat(over.prompts).hasSize(2);
    assertThat(over.sandbox.requests("/api/v1/users/me/appLinks").size()).isGreaterThan(1);
  }

  /** Two apps of one label, and a third with another. */
  private static OktaAwsSession labelled(OktaAwsSessionBuilder builder, String label) {
    return builder
        .federationApps(
            tokens ->
                List.of(
                    new FederationApp(APP, label, Optional.of(PROVIDER), Optional.empty()),
                    new FederationApp(
                        OTHER_APP, label, Optional.of(OTHER_PROVIDER), Optional.empty()),
                    new FederationApp("0oa3", "B", Optional.of(PROVIDER), Optional.empty())))
        .federationAppLabel(label)
        .build();
  }

  /** As a person sees it who is no administrator: which clients are allowed is not known. */
  private OktaAwsSession unjoined() {
    over.sandbox.reconfigure(over.sandbox.org().withUser(OrgUser.named("jane")));
    return over.builder().build();
  }
}
