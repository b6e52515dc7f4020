package io.github.oktaaws.testkit.internal.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** SAML's XML: a parser that resolves nothing, and the few ways to walk a document. */
final class Saml {
  static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
  static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";

  private Saml() {}

  static Document parse(byte[] xml) {
    try {
      DocumentBuilder builder = builder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (SAXException | IOException malformed) {
      throw StsError.invalidToken("SAMLResponse is not well-formed XML without a DOCTYPE");
    }
  }

  private static DocumentBuilder builder() {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder();
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException("The JDK's XML parser lacks a feature", impossible);
    }
  }

  static boolean is(@Nullable Node node, String namespace, String name) {
    return node instanceof Element element
        && namespace.equals(element.getNamespaceURI())
        && name.equals(element.getLocalName());
  }

  /** The child elements of this name; never deeper ones, for those may be a wrapped forgery. */
  static List<Element> children(Element parent, String namespace, String name) {
    List<Element> children = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (is(child, namespace, name)) {
        children.add((Element) child);
      }
    }
    return children;
  }

  /** The elements at the end of a path of assertion elements. */
  static List<Element> path(Element start, String... names) {
    List<Element> current = List.of(start);
    for (String name : names) {
      current =
          current.stream().flatMap(element -> children(element, ASSERTION, name).stream()).toList();
    }
    return current;
  }

  static List<String> texts(List<Element> elements) {
    return elements.stream().map(element -> element.getTextContent().strip()).toList();
  }

  static Optional<Instant> instant(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeException malformed) {
      throw StsError.invalidToken(attribute + " in the SAMLResponse is not a UTC time");
    }
  }
}
