package io.github.oktaaws.benchmarks.cold;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import net.shibboleth.utilities.java.support.component.ComponentInitializationException;
import net.shibboleth.utilities.java.support.xml.BasicParserPool;
import net.shibboleth.utilities.java.support.xml.XMLParserException;
import okhttp3.OkHttpClient;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.InitializationService;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.core.xml.util.XMLObjectSupport;
import org.opensaml.saml.saml2.core.Response;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** A straight-line program on what the Java programs before this library use. */
final class PeersLibraries extends StraightLine {

  @Override
  SdkHttpClient stsHttp(OkHttpClient okta) {
    return Apache5HttpClient.create();
  }

  @Override
  List<String> rolePairs(byte[] assertion) throws IOException {
    try {
      InitializationService.initialize();
      BasicParserPool pool = new BasicParserPool();
      pool.initialize();
      Response response =
          (Response)
              XMLObjectSupport.unmarshallFromInputStream(pool, new ByteArrayInputStream(assertion));
      return response.getAssertions().stream()
          .flatMap(one -> one.getAttributeStatements().stream())
          .flatMap(statement -> statement.getAttributes().stream())
          .flatMap(attribute -> attribute.getAttributeValues().stream())
          .map(value -> String.valueOf(value.getDOM().getTextContent()))
          .filter(text -> text.startsWith("arn:"))
          .toList();
    } catch (InitializationException
        | ComponentInitializationException
        | XMLParserException
        | UnmarshallingException e) {
      throw new IOException(e);
    }
  }
}
