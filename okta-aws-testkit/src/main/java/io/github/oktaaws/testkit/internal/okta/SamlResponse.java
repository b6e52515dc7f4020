package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.OrgUser;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Builds the SAML Response Okta sends to AWS for one app, with Okta's prefixes and layout. */
final class SamlResponse {

  private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
  private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
  private static final String XS = "http://www.w3.org/2001/XMLSchema";
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
  private static final String NAME_FORMAT = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
  private static final String AWS = "https://aws.amazon.com/SAML/Attributes/";
  private static final Duration VALIDITY = Duration.ofMinutes(5);

  private final Document document;
  private final FederationApp app;
  private final String issuer;
  private final Instant now;

  private SamlResponse(FederationApp app, String issuer, Instant now) {
    try {
      this.document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
    this.app = app;
    this.issuer = issuer;
    this.now = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The signed document as text. */
  static String signed(
      FederationApp app, String issuer, OktaSession session, Instant now, SigningKey key) {
    SamlResponse response = new SamlResponse(app, issuer, now);
    Element root = response.response();
    Element assertion = response.assertion(root, session);
    XmlSigner signer = new XmlSigner(key);
    signer.sign(assertion);
    signer.sign(root);
    return XmlSigner.text(response.document);
  }

  /** The sign-in page of the partition the app's account is in. */
  static String destination(FederationApp app) {
    return switch (app.partition()) {
      case "aws-cn" -> "https://signin.amazonaws.cn/saml";
      case "aws-us-gov" -> "https://signin.amazonaws-us-gov.com/saml";
      case "aws-eusc" -> "https://signin.amazonaws-eusc.eu/saml";
      default -> "https://signin.aws.amazon.com/saml";
    };
  }

  static String audience(FederationApp app) {
    return switch (app.partition()) {
      case "aws-cn" -> "urn:amazon:webservices:cn-north-1";
      case "aws-us-gov" -> "urn:amazon:webservices:govcloud";
      default -> "urn:amazon:webservices";
    };
  }

  private Element response() {
    Element root = document.createElementNS(PROTOCOL, "saml2p:Response");
    root.setAttributeNS(XMLNS, "xmlns:saml2p", PROTOCOL);
    root.setAttributeNS(XMLNS, "xmlns:xs", XS);
    root.setAttribute("Destination", destination(app));
    identify(root);
    document.appendChild(root);
    issuer(root);
    Element status = child(root, PROTOCOL, "saml2p:Status");
    child(status, PROTOCOL, "saml2p:StatusCode")
        .setAttribute("Value", "urn:oasis:names:tc:SAML:2.0:status:Success");
    return root;
  }

  private Element assertion(Element root, OktaSession session) {
    Element assertion = child(root, ASSERTION, "saml2:Assertion");
    assertion.setAttributeNS(XMLNS, "xmlns:saml2", ASSERTION);
    assertion.setAttributeNS(XMLNS, "xmlns:xs", XS);
    identify(assertion);
    issuer(assertion);
    subject(assertion, session.user);
    conditions(assertion);
    authentication(assertion, session);
    attributes(assertion, session.user);
    return assertion;
  }

  private void identify(Element element) {
    element.setAttribute("ID", Ids.letters("id", 24));
    element.setIdAttribute("ID", true);
    element.setAttribute("IssueInstant", now.toString());
    element.setAttribute("Version", "2.0");
  }

  private void issuer(Element parent) {
    Element element = child(parent, ASSERTION, "saml2:Issuer");
    element.setAttributeNS(XMLNS, "xmlns:saml2", ASSERTION);
    element.setAttribute("Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:entity");
    element.setTextContent(issuer);
  }

  private void subject(Element assertion, OrgUser user) {
    Element subject = child(assertion, ASSERTION, "saml2:Subject");
    Element nameId = child(subject, ASSERTION, "saml2:NameID");
    nameId.setAttribute("Format", "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified");
    nameId.setTextContent(user.email());
    Element confirmation = child(subject, ASSERTION, "saml2:SubjectConfirmation");
    confirmation.setAttribute("Method", "urn:oasis:names:tc:SAML:2.0:cm:bearer");
    Element data = child(confirmation, ASSERTION, "saml2:SubjectConfirmationData");
    data.setAttribute("NotOnOrAfter", now.plus(VALIDITY).toString());
    data.setAttribute("Recipient", destination(app));
  }

  private void conditions(Element assertion) {
    Element conditions = child(assertion, ASSERTION, "saml2:Conditions");
    conditions.setAttribute("NotBefore", now.minus(VALIDITY).toString());
    conditions.setAttribute("NotOnOrAfter", now.plus(VALIDITY).toString());
    Element restriction = child(conditions, ASSERTION, "saml2:AudienceRestriction");
    child(restriction, ASSERTION, "saml2:Audience").setTextContent(audience(app));
  }

  private void authentication(Element assertion, OktaSession session) {
    Element statement = child(assertion, ASSERTION, "saml2:AuthnStatement");
    statement.setAttribute(
        "AuthnInstant", session.authenticatedAt.truncatedTo(ChronoUnit.MILLIS).toString());
    statement.setAttribute("SessionIndex", assertion.getAttribute("ID"));
    Element context = child(statement, ASSERTION, "saml2:AuthnContext");
    child(context, ASSERTION, "saml2:AuthnContextClassRef")
        .setTextContent("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport");
  }

  private void attributes(Element assertion, OrgUser user) {
    Element statement = child(assertion, ASSERTION, "saml2:AttributeStatement");
    List<String> roles = new ArrayList<>();
    for (String role : app.roles()) {
      String pair =
          app.roleBeforeProvider() ? role + "," + app.idpArn() : app.idpArn() + "," + role;
      roles.add(app.padsRoleValues() ? "\n            " + pair + "\n          " : pair);
    }
    attribute(statement, "Role", roles);
    attribute(statement, "RoleSessionName", List.of(user.email()));
    attribute(
        statement, "SessionDuration", List.of(Long.toString(app.sessionDuration().toSeconds())));
  }

  private void attribute(Element statement, String name, List<String> values) {
    Element attribute = child(statement, ASSERTION, "saml2:Attribute");
    attribute.setAttribute("Name", AWS + name);
    attribute.setAttribute("NameFormat", NAME_FORMAT);
    for (String value : values) {
      Element element = child(attribute, ASSERTION, "saml2:AttributeValue");
      element.setAttributeNS(XMLNS, "xmlns:xs", XS);
      element.setAttributeNS(XMLNS, "xmlns:xsi", XSI);
      element.setAttributeNS(XSI, "xsi:type", "xs:string");
      element.setTextContent(value);
    }
  }

  private Element child(Element parent, String namespace, String name) {
    Element element = document.createElementNS(namespace, name);
    parent.appendChild(element);
    return element;
  }
}
