package io.github.oktaaws.saml;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.InvalidAssertionException;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import net.shibboleth.utilities.java.support.component.ComponentInitializationException;
import net.shibboleth.utilities.java.support.xml.BasicParserPool;
import net.shibboleth.utilities.java.support.xml.XMLParserException;
import org.opensaml.core.config.ConfigurationService;
import org.opensaml.core.xml.config.XMLObjectProviderRegistry;
import org.opensaml.core.xml.io.Unmarshaller;
import org.opensaml.core.xml.io.UnmarshallerFactory;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.core.xml.schema.impl.XSAnyBuilder;
import org.opensaml.core.xml.schema.impl.XSAnyMarshaller;
import org.opensaml.core.xml.schema.impl.XSAnyUnmarshaller;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads XML with OpenSAML, without DTDs, external entities, XInclude or absurd depth. */
final class SamlXml {

  /** Nothing in SAML 2.0 or XML Signature comes near. */
  private static final int DEEPEST = 50;

  private static final String DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  private final BasicParserPool pool;
  private final UnmarshallerFactory unmarshallers;
  private final Unmarshaller otherwise;

  private SamlXml() throws ComponentInitializationException {
    XMLObjectProviderRegistry registry = registry();
    this.unmarshallers = registry.getUnmarshallerFactory();
    this.otherwise =
        Objects.requireNonNull(
            unmarshallers.getUnmarshaller(registry.getDefaultProviderQName()),
            "default unmarshaller");
    this.pool = hardened();
  }

  private static final class Loaded {
    static final Supplier<SamlXml> ONCE = attempt();
  }

  /** Loads OpenSAML and the XML parser, which takes a moment the first time. */
  static SamlXml load() {
    return Loaded.ONCE.get();
  }

  /** An exception here would reach the first caller as an error of class initialization. */
  static Supplier<SamlXml> attempt() {
    try {
      SamlXml loaded = new SamlXml();
      return () -> loaded;
    } catch (ComponentInitializationException e) {
      return () -> {
        throw new ConfigurationException(
            "The XML parser on the class path cannot be told to refuse DTDs.",
            "Remove it, so that the JDK's own parser is used.");
      };
    }
  }

  /** A document, and how many elements of each name it has at any depth. */
  record Parsed(SamlElement root, Elements elements) {}

  /** How many elements there are of each name. */
  record Elements(Map<QName, Integer> counted) {
    int count(String namespace, String localName) {
      return counted.getOrDefault(new QName(namespace, localName), 0);
    }
  }

  Parsed parse(byte[] xml, ErrorContext context) {
    try {
      Element root = pool.parse(new ByteArrayInputStream(xml)).getDocumentElement();
      Elements elements = shallow(root, context);
      Unmarshaller known = unmarshallers.getUnmarshaller(root);
      SamlElement read =
          new SamlElement((known == null ? otherwise : known).unmarshall(root), root);
      return new Parsed(read, elements);
    } catch (XMLParserException e) {
      throw new InvalidAssertionException(reason(e), context);
    } catch (UnmarshallingException | RuntimeException e) {
      if (e instanceof InvalidAssertionException known) {
        throw known;
      }
      throw new InvalidAssertionException("OpenSAML cannot read its XML.", context);
    }
  }

  /**
   * What OpenSAML's own initialization registers for elements without a class of their own. That
   * initialization first validates its configuration files, which takes longer than all else here.
   */
  // OpenSAML takes this same lock for its own initialization, which the application may be doing
  @SuppressWarnings("LockOnNonEnclosingClassLiteral")
  private static XMLObjectProviderRegistry registry() {
    synchronized (ConfigurationService.class) {
      XMLObjectProviderRegistry registry =
          ConfigurationService.get(XMLObjectProviderRegistry.class);
      if (registry == null) {
        registry = new XMLObjectProviderRegistry();
        ConfigurationService.register(XMLObjectProviderRegistry.class, registry);
      }
      var any = registry.getDefaultProviderQName();
      if (registry.getUnmarshallerFactory().getUnmarshaller(any) == null) {
        registry.registerObjectProvider(
            any, new XSAnyBuilder(), new XSAnyMarshaller(), new XSAnyUnmarshaller());
      }
      return registry;
    }
  }

  private static BasicParserPool hardened() throws ComponentInitializationException {
    BasicParserPool pool = new HardenedPool();
    pool.setNamespaceAware(true);
    pool.setXincludeAware(false);
    pool.setExpandEntityReferences(false);
    pool.setEntityResolver(
        (publicId, systemId) -> {
          throw new SAXException("external entity");
        });
    pool.setErrorHandler(new Silent());
    if (!HardenedPool.FEATURES.equals(pool.getBuilderFeatures())) {
      throw new ComponentInitializationException("another version, with features of its own");
    }
    pool.initialize();
    return pool;
  }

  /**
   * Refuses DTDs whatever the usual features are; setting them would load Guava for nothing else.
   */
  private static final class HardenedPool extends BasicParserPool {
    static final Map<String, Boolean> FEATURES =
        Map.of(XMLConstants.FEATURE_SECURE_PROCESSING, true, DOCTYPE, true);

    @Override
    protected Map<String, Boolean> buildDefaultFeatures() {
      return FEATURES;
    }
  }

  /** Before OpenSAML descends into the document, which it does by recursion. */
  private static Elements shallow(Element root, ErrorContext context) {
    Map<QName, Integer> counted = new HashMap<>();
    int depth = 1;
    Node node = root;
    while (true) {
      if (node.getNodeType() == Node.ELEMENT_NODE) {
        counted.merge(new QName(node.getNamespaceURI(), node.getLocalName()), 1, Integer::sum);
      }
      Node next = node.getFirstChild();
      if (next != null) {
        depth++;
      } else {
        while (node != root && node.getNextSibling() == null) {
          node = node.getParentNode();
          depth--;
        }
        next = node == root ? null : node.getNextSibling();
      }
      if (next == null) {
        return new Elements(Map.copyOf(counted));
      }
      if (depth > DEEPEST) {
        throw new InvalidAssertionException(
            "its XML is nested more than " + DEEPEST + " levels deep.", context);
      }
      node = next;
    }
  }

  /** The parser's own message is left out, since it may quote the document. */
  private static String reason(XMLParserException e) {
    if (e.getCause() instanceof SAXParseException at) {
      String message = String.valueOf(at.getMessage());
      return message.contains("DOCTYPE")
          ? "it has a document type declaration, which is refused."
          : "it is not well-formed XML (line "
              + at.getLineNumber()
              + ", column "
              + at.getColumnNumber()
              + ").";
    }
    return "it is not XML.";
  }

  /** The usual handler writes to the log what it does not understand. */
  private static final class Silent implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXParseException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXParseException {
      throw e;
    }
  }
}
