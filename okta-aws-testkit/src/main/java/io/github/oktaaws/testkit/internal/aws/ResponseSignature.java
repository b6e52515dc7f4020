package io.github.oktaaws.testkit.internal.aws;

import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks that the registered key signed what is read. A signature counts only where SAML puts it,
 * as a child of the Response or Assertion that is read, and only if it covers just that element:
 * this leaves no room for a signed element elsewhere in the document (signature wrapping).
 */
final class ResponseSignature {
  private static final Set<String> TRANSFORMS =
      Set.of(
          Transform.ENVELOPED,
          CanonicalizationMethod.EXCLUSIVE,
          CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS);

  private final PublicKey key;

  ResponseSignature(PublicKey key) {
    this.key = key;
  }

  void check(Element response, Element assertion) {
    checkIdsAreUnique(response.getOwnerDocument());
    List<Element> signed =
        Stream.of(response, assertion).filter(element -> !signatures(element).isEmpty()).toList();
    if (signed.isEmpty() || !signed.stream().allMatch(this::isSigned)) {
      throw StsError.invalidToken("Response signature invalid");
    }
  }

  private static List<Element> signatures(Element element) {
    return Saml.children(element, XMLSignature.XMLNS, "Signature");
  }

  private static void checkIdsAreUnique(Document document) {
    Set<String> ids = new HashSet<>();
    NodeList elements = document.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      if (element.hasAttribute("ID") && !ids.add(element.getAttribute("ID"))) {
        throw StsError.invalidToken("Response signature invalid");
      }
    }
  }

  private boolean isSigned(Element element) {
    List<Element> signatures = signatures(element);
    if (signatures.size() != 1 || element.getAttribute("ID").isEmpty()) {
      return false;
    }
    // The key is the registered one whatever the signature's KeyInfo says.
    DOMValidateContext context =
        new DOMValidateContext(KeySelector.singletonKeySelector(key), signatures.get(0));
    context.setProperty("org.jcp.xml.dsig.secureValidation", true);
    context.setIdAttributeNS(element, null, "ID");
    try {
      XMLSignature signature =
          XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
      return covers(signature, element.getAttribute("ID")) && signature.validate(context);
    } catch (MarshalException | XMLSignatureException | RuntimeException unreadable) {
      return false;
    }
  }

  private static boolean covers(XMLSignature signature, String id) {
    List<Reference> references = signature.getSignedInfo().getReferences();
    return references.size() == 1
        && ("#" + id).equals(references.get(0).getURI())
        && references.get(0).getTransforms().stream()
            .allMatch(transform -> TRANSFORMS.contains(transform.getAlgorithm()));
  }
}
