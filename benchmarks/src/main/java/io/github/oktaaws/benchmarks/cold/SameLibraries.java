package io.github.oktaaws.benchmarks.cold;

import io.github.oktaaws.internal.http.OkHttpSdkClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import net.shibboleth.utilities.java.support.component.ComponentInitializationException;
import net.shibboleth.utilities.java.support.xml.BasicParserPool;
import net.shibboleth.utilities.java.support.xml.XMLParserException;
import okhttp3.OkHttpClient;
import org.opensaml.core.config.ConfigurationService;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistry;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.core.xml.schema.XSAny;
import org.opensaml.core.xml.schema.impl.XSAnyBuilder;
import org.opensaml.core.xml.schema.impl.XSAnyMarshaller;
import org.opensaml.core.xml.schema.impl.XSAnyUnmarshaller;
import software.amazon.awssdk.http.SdkHttpClient;

/** A straight-line program on the libraries that this library uses. */
final class SameLibraries extends StraightLine {

  @Override
  SdkHttpClient stsHttp(OkHttpClient okta) {
    return new OkHttpSdkClient(okta);
  }

  @Override
  List<String> rolePairs(byte[] assertion) throws IOException {
    try {
      XMLObjectProviderRegistry registry = new XMLObjectProviderRegistry();
      ConfigurationService.register(XMLObjectProviderRegistry.class, registry);
      registry.registerObjectProvider(
          registry.getDefaultProviderQName(),
          new XSAnyBuilder(),
          new XSAnyMarshaller(),
          new XSAnyUnmarshaller());
      BasicParserPool pool = new BasicParserPool();
      pool.setNamespaceAware(true);
      pool.initialize();
      var root = pool.parse(new ByteArrayInputStream(assertion)).getDocumentElement();
      XMLObject response = new XSAnyUnmarshaller().unmarshall(root);
      return below(response, "Assertion").stream()
          .flatMap(one -> below(one, "AttributeStatement").stream())
          .flatMap(statement -> below(statement, "Attribute").stream())
          .flatMap(attribute -> below(attribute, "AttributeValue").stream())
          .map(value -> String.valueOf(((XSAny) value).getTextContent()))
          .filter(text -> text.startsWith("arn:"))
          .toList();
    } catch (ComponentInitializationException | XMLParserException | UnmarshallingException e) {
      throw new IOException(e);
    }
  }

  private static List<XMLObject> below(XMLObject parent, String name) {
    return ((XSAny) parent)
        .getUnknownXMLObjects().stream()
            .filter(child -> child.getElementQName().getLocalPart().equals(name))
            .toList();
  }
}
