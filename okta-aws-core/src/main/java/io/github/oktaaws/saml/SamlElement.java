package io.github.oktaaws.saml;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opensaml.core.xml.XMLObject;
import org.w3c.dom.Element;

/**
 * An element as SAML sees it: by namespace and local name, whatever its prefix. Attributes and text
 * are read from the element itself and not from OpenSAML's type for it, since an application that
 * also uses opensaml-saml-impl has other types registered for the same elements.
 */
final class SamlElement {

  static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
  static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
  static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

  private final XMLObject object;
  private final Element element;

  SamlElement(XMLObject object, Element element) {
    this.object = object;
    this.element = element;
  }

  boolean is(String namespace, String localName) {
    return localName.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
  }

  Stream<SamlElement> children(String namespace, String localName) {
    List<XMLObject> children = object.getOrderedChildren();
    return children == null
        ? Stream.empty()
        : children.stream()
            .filter(child -> child != null && child.getDOM() != null)
            .map(child -> new SamlElement(child, child.getDOM()))
            .filter(child -> child.is(namespace, localName));
  }

  Optional<String> attribute(String name) {
    return element.hasAttributeNS(null, name)
        ? Optional.of(element.getAttributeNS(null, name).strip())
        : Optional.empty();
  }

  /** All text, across comments and CDATA sections, trimmed. */
  String text() {
    return element.getTextContent().strip();
  }
}
