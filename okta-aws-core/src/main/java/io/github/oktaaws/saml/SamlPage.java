package io.github.oktaaws.saml;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.SamlPageException;
import io.github.oktaaws.error.SignInPolicyException;
import io.github.oktaaws.error.StepUpRequiredException;
import io.github.oktaaws.error.UserNotAssignedException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The page that Okta answers single sign-on with: a form for AWS, or something for the person. */
final class SamlPage {

  private static final String FIELD = "SAMLResponse";

  private final Document document;
  private final ErrorContext context;

  private SamlPage(Document document, ErrorContext context) {
    this.document = document;
    this.context = context;
  }

  static SamlPage of(String html, ErrorContext context) {
    return new SamlPage(Jsoup.parse(html), context);
  }

  /** The form's SAML response, still encoded. */
  String response(String app) {
    List<Element> fields = new ArrayList<>();
    for (Element field : document.select("input[name], textarea[name]")) {
      // jsoup compares values without regard to case; a form's field names have it
      if (field.attr("name").equals(FIELD) && field.closest("template") == null) {
        fields.add(field);
      }
    }
    if (fields.isEmpty()) {
      throw refusal(app);
    }
    if (fields.size() > 1) {
      throw new SamlPageException("the page has " + fields.size() + " of them.", context);
    }
    String value = fields.get(0).val();
    if (value.isBlank()) {
      throw new SamlPageException("the page's form leaves it empty.", context);
    }
    return value;
  }

  /** What a page without a SAML response means. */
  OktaAwsException refusal(String app) {
    PageWords words = new PageWords(document);
    return switch (words.kind()) {
      case STEP_UP -> new StepUpRequiredException(words.title(), context);
      case SIGN_IN -> new OktaSessionEndedException(context);
      case NOT_ASSIGNED -> new UserNotAssignedException(app, context);
      case POLICY -> new SignInPolicyException(words.summary(), context);
      case OTHER -> new SamlPageException("the page shows " + words.summary() + ".", context);
    };
  }
}
