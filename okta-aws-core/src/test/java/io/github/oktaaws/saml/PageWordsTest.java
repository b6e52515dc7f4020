package io.github.oktaaws.saml;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages whose scripts say one thing and whose words another. */
class PageWordsTest {

  @ParameterizedTest
  @CsvSource({
    "App Not Assigned, NOT_ASSIGNED",
    "Not Assigned App, NOT_ASSIGNED",
    "Sorry, SIGN_IN",
  })
  void aHeadingThatSaysNotAssignedCountsMoreThanTheWidgetsScripts(
      String heading, PageWords.Kind kind) {
    String html =
        "<html><head><title>Acme</title></head><body><h1>"
            + heading
            + "</h1><script>var stateToken = ''; new OktaSignIn({});</script></body></html>";

    assertThat(new PageWords(Jsoup.parse(html)).kind()).isEqualTo(kind);
  }

  /** The texts for later pages are in the configuration of every hosted sign-in page. */
  @ParameterizedTest
  @CsvSource({
    "Acme - Sign In, '', SIGN_IN",
    "Acme - Sign In, 00abc, SIGN_IN",
    "Acme - Extra Verification, 00abc, STEP_UP",
    "Acme - Verify, 00abc, STEP_UP"
  })
  void theWidgetsTextsForOtherPagesDoNotMakeTheSignInPageAStepUp(
      String title, String stateToken, PageWords.Kind kind) {
    String html =
        "<html><head><title>"
            + title
            + "</title></head><body><form action='/login/cert'></form><script>var stateToken = '"
            + stateToken
            + "'; var hideSignOutForMFA = false; var hasMfaAttestationFeature = true;"
            + " var i18n = {'mfa.challenge.password.placeholder': 'Password'}; var webauthn = true;"
            + "</script></body></html>";

    assertThat(new PageWords(Jsoup.parse(html)).kind()).isEqualTo(kind);
  }
}
