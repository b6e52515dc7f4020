package io.github.oktaaws.testkit.internal.aws;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import okhttp3.tls.HeldCertificate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The text of a SAML response that AWS accepts once signed, for tests to change and to sign. */
record ResponseDraft(String xml) {

  static final String ISSUER = "http://www.okta.com/exk1";
  static final String PROVIDER = "arn:aws:iam::111122223333:saml-provider/okta";
  static final String ROLE = "arn:aws:iam::111122223333:role/admin";

  private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

  /** Issued at this instant and good for five minutes from then. */
  static ResponseDraft issuedAt(Instant issued) {
    Instant end = issued.plus(Duration.ofMinutes(5));
    return new ResponseDraft(
        """
        <p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="r1" Version="2.0" \
        IssueInstant="%1$s"><a:Issuer xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion">%3$s\
        </a:Issuer><p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>\
        </p:Status><a:Assertion xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" ID="a1" \
        Version="2.0" IssueInstant="%1$s"><a:Issuer>%3$s</a:Issuer><a:Subject>\
        <a:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">jane</a:NameID>\
        <a:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
        <a:SubjectConfirmationData NotOnOrAfter="%2$s" \
        Recipient="https://signin.aws.amazon.com/saml"/></a:SubjectConfirmation></a:Subject>\
        <a:Conditions NotBefore="%1$s" NotOnOrAfter="%2$s"><a:AudienceRestriction>\
        <a:Audience>urn:amazon:webservices</a:Audience></a:AudienceRestriction></a:Conditions>\
        <a:AuthnStatement AuthnInstant="%1$s"/><a:AttributeStatement>\
        <a:Attribute Name="https://aws.amazon.com/SAML/Attributes/Role">\
        <a:AttributeValue>%4$s,%5$s</a:AttributeValue></a:Attribute>\
        <a:Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName">\
        <a:AttributeValue>jane@example.com</a:AttributeValue></a:Attribute>\
        </a:AttributeStatement></a:Assertion></p:Response>"""
            .formatted(issued, end, ISSUER, PROVIDER, ROLE));
  }

  /** With every occurrence of a part replaced. */
  ResponseDraft with(String part, String replacement) {
    if (!xml.contains(part)) {
      throw new AssertionError(part + " is not in " + xml);
    }
    return new ResponseDraft(xml.replace(part, replacement));
  }

  ResponseDraft withAttribute(String name, String value) {
    return with(
        "</a:AttributeStatement>",
        "<a:Attribute Name=\"https://aws.amazon.com/SAML/Attributes/"
            + name
            + "\"><a:AttributeValue>"
            + value
            + "</a:AttributeValue></a:Attribute></a:AttributeStatement>");
  }

  /** With the elements of these IDs signed, in this order. */
  ResponseDraft signed(HeldCertificate key, String... ids) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    for (String id : ids) {
      sign(element(document, id), key);
    }
    StringWriter text = new StringWriter();
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(new DOMSource(document), new StreamResult(text));
    return new ResponseDraft(text.toString());
  }

  /** With Assertion and Response signed, as Okta does. */
  ResponseDraft signed(HeldCertificate key) throws Exception {
    return signed(key, "a1", "r1");
  }

  String base64() {
    return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static Element element(Document document, String id) {
    Element root = document.getDocumentElement();
    Element found =
        root.getAttribute("ID").equals(id)
            ? root
            : (Element)
                root.getElementsByTagNameNS("urn:oasis:names:tc:SAML:2.0:assertion", "Assertion")
                    .item(0);
    found.setIdAttribute("ID", true);
    return found;
  }

  private static void sign(Element element, HeldCertificate key) throws Exception {
    XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");
    KeyInfoFactory keys = signatures.getKeyInfoFactory();
    KeyInfo info = keys.newKeyInfo(List.of(keys.newX509Data(List.of(key.certificate()))));
    DOMSignContext context =
        new DOMSignContext(
            key.keyPair().getPrivate(), element, element.getFirstChild().getNextSibling());
    context.setDefaultNamespacePrefix("ds");
    signatures
        .newXMLSignature(
            signatures.newSignedInfo(
                signatures.newCanonicalizationMethod(
                    CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                signatures.newSignatureMethod(RSA_SHA256, null),
                List.of(
                    signatures.newReference(
                        "#" + element.getAttribute("ID"),
                        signatures.newDigestMethod(DigestMethod.SHA256, null),
                        List.of(
                            signatures.newTransform(Transform.ENVELOPED, (XMLStructure) null),
                            signatures.newTransform(
                                CanonicalizationMethod.EXCLUSIVE, (XMLStructure) null)),
                        null,
                        null))),
            info)
        .sign(context);
  }
}
