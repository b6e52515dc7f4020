package io.github.oktaaws.examples.cli.http;

import io.github.oktaaws.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of {@code AWS_CA_BUNDLE}, trusted besides those that Java trusts.
 *
 * @param sockets opens sockets that trust them
 * @param manager trusts them
 */
record CertificateBundle(SSLSocketFactory sockets, X509TrustManager manager) {

  /**
   * Reads a file of certificates in PEM.
   *
   * @param file the file
   * @return the bundle
   * @throws ConfigurationException if the file is not one
   */
  static CertificateBundle read(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw refused("holds no certificate");
      }
      return trusting(certificates);
    } catch (IOException | InvalidPathException e) {
      throw refused("names a file that cannot be read");
    } catch (CertificateException e) {
      throw refused("names a file that is not certificates in PEM");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot do TLS", e);
    }
  }

  private static CertificateBundle trusting(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    List<Certificate> all = new ArrayList<>(certificates);
    all.addAll(Arrays.asList(manager(null).getAcceptedIssuers()));
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < all.size(); i++) {
      store.setCertificateEntry("trusted-" + i, all.get(i));
    }
    X509TrustManager manager = manager(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {manager}, null);
    return new CertificateBundle(context.getSocketFactory(), manager);
  }

  /** Of a store, or of what Java trusts by itself. */
  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static ConfigurationException refused(String why) {
    return new ConfigurationException(
        "AWS_CA_BUNDLE " + why + ".",
        "Name a file that holds your network's certificates, each between BEGIN CERTIFICATE and"
            + " END CERTIFICATE.");
  }

  /** How many authorities are trusted. */
  @Override
  public String toString() {
    X509Certificate[] issuers = manager.getAcceptedIssuers();
    return "CertificateBundle[" + issuers.length + " authorities]";
  }
}
