package io.github.oktaaws.benchmarks;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import net.shibboleth.utilities.java.support.component.ComponentInitializationException;
import net.shibboleth.utilities.java.support.xml.BasicParserPool;
import net.shibboleth.utilities.java.support.xml.XMLParserException;
import org.jsoup.Jsoup;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.InitializationService;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.core.xml.schema.XSAny;
import org.opensaml.core.xml.schema.XSString;
import org.opensaml.saml.saml2.core.Response;
import org.w3c.dom.Element;

/**
 * How a Java program reads a page's roles with OpenSAML's own SAML classes, when it does so well.
 */
final class OpenSamlPeer {

  private final BasicParserPool pool = new BasicParserPool();

  OpenSamlPeer() {
    try {
      InitializationService.initialize();
      pool.setNamespaceAware(true);
      pool.setExpandEntityReferences(false);
      pool.setBuilderFeatures(
          Map.of(
              XMLConstants.FEATURE_SECURE_PROCESSING,
              true,
              "http://apache.org/xml/features/disallow-doctype-decl",
              true));
      pool.initialize();
    } catch (InitializationException | ComponentInitializationException e) {
      throw new IllegalStateException(e);
    }
  }

  List<RolePair> roles(String html) {
    String encoded =
        Objects.requireNonNull(Jsoup.parse(html).selectFirst("input[name=SAMLResponse]")).val();
    return response(Base64.getDecoder().decode(encoded))
        .getAssertions()
        .get(0)
        .getAttributeStatements()
        .stream()
        .flatMap(statement -> statement.getAttributes().stream())
        .filter(
            attribute -> "https://aws.amazon.com/SAML/Attributes/Role".equals(attribute.getName()))
        .flatMap(attribute -> attribute.getAttributeValues().stream())
        .map(OpenSamlPeer::text)
        .map(RolePair::of)
        .toList();
  }

  private Response response(byte[] xml) {
    try {
      Element root = pool.parse(new ByteArrayInputStream(xml)).getDocumentElement();
      return (Response)
          Objects.requireNonNull(
                  XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(root))
              .unmarshall(root);
    } catch (XMLParserException | UnmarshallingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(XMLObject value) {
    String text =
        value instanceof XSString string ? string.getValue() : ((XSAny) value).getTextContent();
    return Objects.requireNonNull(text);
  }
}
