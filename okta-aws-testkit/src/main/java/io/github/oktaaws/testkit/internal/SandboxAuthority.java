package io.github.oktaaws.testkit.internal;

import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The fresh certificate authority of a sandbox that speaks HTTPS. */
public final class SandboxAuthority {

  private final HeldCertificate authority =
      new HeldCertificate.Builder()
          .commonName("okta-aws sandbox CA")
          .certificateAuthority(0)
          .build();

  /** What the listener shows to clients. */
  public SSLSocketFactory serverSockets() {
    HeldCertificate leaf =
        new HeldCertificate.Builder()
            .commonName("localhost")
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .signedBy(authority)
            .build();
    return new HandshakeCertificates.Builder().heldCertificate(leaf).build().sslSocketFactory();
  }

  public HandshakeCertificates clientCertificates() {
    return new HandshakeCertificates.Builder()
        .addTrustedCertificate(authority.certificate())
        .build();
  }

  public String pem() {
    return authority.certificatePem();
  }
}
