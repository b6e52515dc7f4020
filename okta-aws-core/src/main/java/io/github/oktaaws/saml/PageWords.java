package io.github.oktaaws.saml;

import io.github.oktaaws.internal.http.Words;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Tells Okta's pages apart by what they contain, since all come with the same status. Okta does not
 * document these pages, so each kind has several marks and a page without any is told by its title.
 */
final class PageWords {

  enum Kind {
    STEP_UP,
    SIGN_IN,
    NOT_ASSIGNED,
    POLICY,
    OTHER
  }

  private static final Pattern FACTOR =
      Pattern.compile(
          "\\b(mfa|multi-?factor|two-factor|factor|verify|verification|authenticators?)\\b");
  private static final Pattern FACTOR_CONFIG =
      Pattern.compile(
          "\\b(challenge-authenticator|select-authenticator-\\w+|enroll-authenticator"
              + "|authenticator-(verification|enrollment)-data|challenge-poll|mfa_required"
              + "|mfa_challenge|mfa_enroll)\\b");
  private static final Pattern SIGN_IN_TITLE = Pattern.compile("(^|.*[-|–—] )(sign|log)[ -]?in");
  private static final Pattern TO_LOGIN =
      Pattern.compile("(location|url)\\b[^;\\n]{0,80}?['\"=/](login|signin)/");
  private static final Pattern NOT_ASSIGNED = Pattern.compile("not (been )?assigned\\b");
  private static final Pattern POLICY =
      Pattern.compile(
          "access (is |was |has been )?(denied|forbidden|blocked)|network zone"
              + "|do(es)? not have (permission|access)|not allowed to access");

  // a token or an assertion would be one long word
  private static final Pattern LONG_WORD = Pattern.compile("[^\\s\"'<>]{40,}");

  private static final String WIDGET = "#okta-sign-in, #okta-login-container, #signin-container";

  private final Document document;

  PageWords(Document document) {
    this.document = document;
  }

  Kind kind() {
    String title = lower(document.title());
    // first, since Okta's error page may carry the sign-in widget's scripts like any other page
    if (NOT_ASSIGNED.matcher(title + "\n" + lower(headings())).find()) {
      return Kind.NOT_ASSIGNED;
    }
    String scripts =
        lower(
            document.select("script").stream()
                .map(Element::data)
                .collect(Collectors.joining("\n")));
    boolean stateToken =
        scripts.contains("statetoken") || !document.select("[name=stateToken]").isEmpty();
    if (stateToken && (FACTOR.matcher(title).find() || FACTOR_CONFIG.matcher(scripts).find())) {
      return Kind.STEP_UP;
    }
    if (stateToken || isSignIn(title, scripts)) {
      return Kind.SIGN_IN;
    }
    String text = title + "\n" + lower(document.body().text());
    if (NOT_ASSIGNED.matcher(text).find()) {
      return Kind.NOT_ASSIGNED;
    }
    return POLICY.matcher(text).find() ? Kind.POLICY : Kind.OTHER;
  }

  private String headings() {
    return document.select("h1, h2").text();
  }

  private boolean isSignIn(String title, String scripts) {
    return SIGN_IN_TITLE.matcher(title).matches()
        || scripts.contains("oktasignin")
        || !document.select(WIDGET).isEmpty()
        || !document.select("form[action*=/login/], form[action*=/signin/]").isEmpty()
        || TO_LOGIN.matcher(scripts).find()
        || document.select("meta[http-equiv=refresh]").stream()
            .anyMatch(meta -> TO_LOGIN.matcher(lower(meta.attr("content"))).find());
  }

  String title() {
    String title = fit(document.title());
    return title.isEmpty() ? "untitled" : title;
  }

  /** Title, heading and Okta's error code: never more of the page. */
  String summary() {
    String said =
        Stream.of("h1, h2", ".error-code", ".error-summary")
            .map(document::selectFirst)
            .filter(element -> element != null)
            .map(element -> fit(element.text()))
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    String title = "\"" + title() + "\"";
    return said.isEmpty() ? title : title + ": " + said;
  }

  private static String fit(String text) {
    String line = LONG_WORD.matcher(Words.printable(text)).replaceAll("…");
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
