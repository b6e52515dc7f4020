package io.github.oktaaws.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** How a Java program reads a page's roles with the JDK's own parser. */
final class DomPeer {

  private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

  private final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();

  DomPeer() {
    try {
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  List<RolePair> roles(String html) {
    String encoded =
        Objects.requireNonNull(Jsoup.parse(html).selectFirst("input[name=SAMLResponse]")).val();
    NodeList attributes =
        document(Base64.getDecoder().decode(encoded)).getElementsByTagNameNS(SAML, "Attribute");
    List<RolePair> roles = new ArrayList<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      Element attribute = (Element) attributes.item(i);
      if (attribute.getAttribute("Name").equals("https://aws.amazon.com/SAML/Attributes/Role")) {
        addValues(attribute, roles);
      }
    }
    return roles;
  }

  private static void addValues(Element attribute, List<RolePair> roles) {
    for (var node = attribute.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element value && SAML.equals(value.getNamespaceURI())) {
        roles.add(RolePair.of(value.getTextContent()));
      }
    }
  }

  private Document document(byte[] xml) {
    try {
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
