package io.github.oktaaws.saml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Writes SAML responses in the shape of Okta's, and in shapes that Okta should never write. */
final class SamlDocument {

  static final String ROLE = "arn:aws:iam::123456789012:role/dev";
  static final String PROVIDER = "arn:aws:iam::123456789012:saml-provider/okta";
  static final String SECRET = "CANARYcanaryCANARYcanaryCANARYcanary0123456789CANARY";

  String prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  String root = "Response";
  String protocolPrefix = "saml2p:";
  String prefix = "saml2:";
  String destination = "https://signin.aws.amazon.com/saml";
  String status =
      "<%1$sStatus><%1$sStatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></%1$sStatus>";
  String responseSignature = signature();
  String assertionSignature = signature();
  String issuer = "http://www.okta.com/exk1";
  String nameId = "ada@example.com";
  String confirmationEnd = " NotOnOrAfter=\"2026-11-24T10:05:00.000Z\"";
  String conditions =
      " NotBefore=\"2026-11-24T09:55:00.000Z\" NotOnOrAfter=\"2026-11-24T10:05:00.000Z\"";
  String sessionEnd = "";
  String beforeAssertion = "";
  String afterAssertion = "";
  String insideAssertion = "";
  boolean withAssertion = true;
  final List<String> statements = new ArrayList<>();

  static SamlDocument withRoles(String... values) {
    SamlDocument document = new SamlDocument();
    document.statements.add(attribute("https://aws.amazon.com/SAML/Attributes/Role", values));
    document.statements.add(
        attribute("https://aws.amazon.com/SAML/Attributes/RoleSessionName", "ada@example.com"));
    return document;
  }

  static SamlDocument usual() {
    return withRoles(PROVIDER + "," + ROLE);
  }

  SamlDocument and(String attribute, String... values) {
    statements.add(attribute("https://aws.amazon.com/SAML/Attributes/" + attribute, values));
    return this;
  }

  /** In the saml2 prefix; {@link #xml} changes it. */
  static String attribute(String name, String... values) {
    StringBuilder xml = new StringBuilder("<saml2:Attribute Name=\"" + name + "\">");
    for (String value : values) {
      xml.append(
              "<saml2:AttributeValue xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
                  + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                  + " xsi:type=\"xs:string\">")
          .append(value)
          .append("</saml2:AttributeValue>");
    }
    return xml.append("</saml2:Attribute>").toString();
  }

  static String signature() {
    return "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo/>"
        + "<ds:SignatureValue>"
        + SECRET
        + "</ds:SignatureValue></ds:Signature>";
  }

  String xml() {
    String p = protocolPrefix;
    return prologue
        + open(p, root, "urn:oasis:names:tc:SAML:2.0:protocol")
        + " Destination=\""
        + destination
        + "\" ID=\"id1\" IssueInstant=\"2026-11-24T10:00:00.000Z\" Version=\"2.0\">"
        + responseSignature
        + status.formatted(p)
        + beforeAssertion
        + (withAssertion ? assertion() : "")
        + afterAssertion
        + ("</" + p + root + ">");
  }

  String assertion() {
    String xml =
        open("saml2:", "Assertion", "urn:oasis:names:tc:SAML:2.0:assertion")
            + " ID=\"id2\" Version=\"2.0\">"
            + (issuer.isEmpty() ? "" : "<saml2:Issuer>" + issuer + "</saml2:Issuer>")
            + assertionSignature
            + "<saml2:Subject><saml2:NameID>"
            + nameId
            + "</saml2:NameID><saml2:SubjectConfirmation><saml2:SubjectConfirmationData"
            + confirmationEnd
            + "/></saml2:SubjectConfirmation></saml2:Subject><saml2:Conditions"
            + conditions
            + "/><saml2:AuthnStatement"
            + sessionEnd
            + "/>"
            + statements.stream()
                .map(s -> "<saml2:AttributeStatement>" + s + "</saml2:AttributeStatement>")
                .collect(Collectors.joining())
            + insideAssertion
            + "</saml2:Assertion>";
    return prefix.isEmpty()
        ? xml.replace("xmlns:saml2=", "xmlns=").replace("saml2:", "")
        : xml.replace("saml2:", prefix)
            .replace("xmlns:saml2=", "xmlns:" + prefix.replace(":", "="));
  }

  private static String open(String prefix, String name, String namespace) {
    String declared = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix.replace(":", "");
    return "<" + prefix + name + " " + declared + "=\"" + namespace + "\"";
  }

  String encoded() {
    return encode(xml());
  }

  static String encode(String xml) {
    return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
  }

  /** Okta's page, its characters encoded as Okta encodes them. */
  static String page(String encoded) {
    String value = encoded.replace("+", "&#x2b;").replace("=", "&#x3d;");
    return """
        <!DOCTYPE html><html><head><title>acme - Signing in...</title></head><body>
        <form id="appForm" action="https&#x3a;&#x2f;&#x2f;signin.aws.amazon.com&#x2f;saml" method="POST">
        <input name="SAMLResponse" type="hidden" value="%s"/>
        <input name="RelayState" type="hidden" value=""/>
        </form></body></html>
        """
        .formatted(value);
  }
}
