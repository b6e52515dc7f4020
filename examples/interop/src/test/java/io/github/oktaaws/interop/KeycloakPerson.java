package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** A person at a browser, who goes through Keycloak's own pages. */
final class KeycloakPerson {

  private final String username;
  private final PlainBrowser browser = new PlainBrowser();

  KeycloakPerson(String username) {
    this.username = username;
  }

  /** Signs in and grants what the device asks for. */
  Document approve(URI verificationUri) {
    return decide(verificationUri, "accept");
  }

  /** Signs in and refuses it. */
  Document deny(URI verificationUri) {
    return decide(verificationUri, "cancel");
  }

  /** Signs in, and gets the page that posts the SAML response to AWS; it is not posted. */
  String awsPage(KeycloakRealm realm) {
    return signedIn(browser.open(realm.awsPage())).outerHtml();
  }

  private Document decide(URI verificationUri, String button) {
    Document consent = signedIn(browser.open(verificationUri));
    return browser.submit(
        form(consent, "form[action*=login-actions/consent]"), Map.of(button, button));
  }

  private Document signedIn(Document page) {
    if (page.selectFirst("#kc-form-login") == null) {
      return page;
    }
    return browser.submit(
        form(page, "#kc-form-login"), Map.of("username", username, "password", "pw"));
  }

  private static FormElement form(Document page, String selector) {
    assertThat(page.select(selector)).as("%s on the page %s", selector, page.text()).hasSize(1);
    return (FormElement) page.select(selector).get(0);
  }
}
