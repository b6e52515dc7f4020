package io.github.oktaaws.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  List<SamlElement> children(String namespace, String localName) {
    List<XMLObject> all = object.getOrderedChildren();
    if (all == null) {
      return List.of();
    }
    List<SamlElement> children = new ArrayList<>();
    for (XMLObject each : all) {
      Element dom = each == null ? null : each.getDOM();
      SamlElement child = dom == null ? null : new SamlElement(each, dom);
      if (child != null && child.is(namespace, localName)) {
        children.add(child);
      }
    }
    return children;
  }

  /** The children of that name of its children of the other, in order. */
  List<SamlElement> grandchildren(String namespace, String child, String grandchild) {
    List<SamlElement> grandchildren = new ArrayList<>();
    for (SamlElement each : children(namespace, child)) {
      grandchildren.addAll(each.children(namespace, grandchild));
    }
    return grandchildren;
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
