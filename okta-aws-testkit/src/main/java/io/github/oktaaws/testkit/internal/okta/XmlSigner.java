package io.github.oktaaws.testkit.internal.okta;

import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Enveloped RSA-SHA256 signatures with exclusive canonicalization, as Okta makes them. */
final class XmlSigner {

  private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

  private final SigningKey key;
  private final XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");

  XmlSigner(SigningKey key) {
    this.key = key;
  }

  /** Signs an element whose first child is its Issuer; the signature goes right behind that. */
  void sign(Element element) {
    Node afterIssuer = element.getFirstChild().getNextSibling();
    try {
      DOMSignContext context = new DOMSignContext(key.privateKey(), element, afterIssuer);
      context.setDefaultNamespacePrefix("ds");
      KeyInfoFactory keys = signatures.getKeyInfoFactory();
      KeyInfo info = keys.newKeyInfo(List.of(keys.newX509Data(List.of(key.certificate()))));
      signatures.newXMLSignature(signedInfo(element), info).sign(context);
    } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
      throw new IllegalStateException(e);
    }
    dropCarriageReturns(element);
  }

  private SignedInfo signedInfo(Element element) throws GeneralSecurityException {
    Transform enveloped = signatures.newTransform(Transform.ENVELOPED, (XMLStructure) null);
    Transform exclusive =
        signatures.newTransform(
            CanonicalizationMethod.EXCLUSIVE, new ExcC14NParameterSpec(List.of("xs")));
    Reference reference =
        signatures.newReference(
            "#" + element.getAttribute("ID"),
            signatures.newDigestMethod(DigestMethod.SHA256, null),
            List.of(enveloped, exclusive),
            null,
            null);
    return signatures.newSignedInfo(
        signatures.newCanonicalizationMethod(
            CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
        signatures.newSignatureMethod(RSA_SHA256, null),
        List.of(reference));
  }

  /** The JDK ends base64 lines with CR LF, which would be written out as a character reference. */
  private static void dropCarriageReturns(Element element) {
    for (String name : List.of("SignatureValue", "X509Certificate")) {
      NodeList values = element.getElementsByTagNameNS(XMLSignature.XMLNS, name);
      for (int i = 0; i < values.getLength(); i++) {
        Node value = values.item(i);
        value.setTextContent(value.getTextContent().replace("\r", ""));
      }
    }
  }

  static String text(Document document) {
    try {
      Transformer writer = TransformerFactory.newInstance().newTransformer();
      document.setXmlStandalone(true);
      writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter text = new StringWriter();
      writer.transform(new DOMSource(document), new StreamResult(text));
      return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text;
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }
}
