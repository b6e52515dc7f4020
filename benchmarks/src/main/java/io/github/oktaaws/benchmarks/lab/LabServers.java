package io.github.oktaaws.benchmarks.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The servers, in the process that runs them. */
final class LabServers implements Lab {

  private final Counter counter = new Counter();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Path trustStore;
  private final URI okta;
  private final URI sts;

  private LabServers(Setting setting) throws IOException {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    this.trustStore = trustStore(certificate);
    CannedServer oktaServer = server(certificates, Seen.OKTA_CONNECTION);
    CannedServer stsServer = server(certificates, Seen.STS_CONNECTION);
    this.sts = at(stsServer.start(new CannedSts(counter)), setting);
    LateAnswers answers = new LateAnswers();
    this.okta = at(oktaServer.start(answers::answer), setting);
    answers.are(new CannedOkta(okta, setting, counter));
  }

  static Lab start(Setting setting) throws IOException {
    return new LabServers(setting);
  }

  /**
   * Runs the servers until standard input ends, and tells the counts for every line of it.
   *
   * @param args roles, round trip and pending polls
   */
  public static void main(String[] args) throws IOException {
    Setting setting =
        new Setting(Integer.parseInt(args[0]), Duration.parse(args[1]), Integer.parseInt(args[2]));
    try (Lab lab = start(setting)) {
      System.out.println(lab.okta() + " " + lab.sts() + " " + lab.trustStore());
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        System.out.println(lab.tally().line());
      }
    }
  }

  private CannedServer server(HandshakeCertificates certificates, Seen onConnection) {
    CannedServer server = new CannedServer(certificates, () -> counter.add(onConnection));
    running.push(server);
    return server;
  }

  private URI at(int port, Setting setting) throws IOException {
    if (setting.roundTrip().isZero()) {
      return URI.create("https://localhost:" + port);
    }
    DelayingProxy proxy = new DelayingProxy(port, setting.roundTrip());
    running.push(proxy);
    return URI.create("https://localhost:" + proxy.port());
  }

  private static Path trustStore(HeldCertificate certificate) throws IOException {
    Path file = Files.createTempFile("lab", ".p12");
    file.toFile().deleteOnExit();
    try (var out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("lab", certificate.certificate());
      store.store(out, PASSWORD.toCharArray());
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public URI okta() {
    return okta;
  }

  @Override
  public URI sts() {
    return sts;
  }

  @Override
  public Path trustStore() {
    return trustStore;
  }

  @Override
  public Tally tally() {
    return counter.tally();
  }

  @Override
  public void close() {
    running.forEach(
        one -> {
          try {
            one.close();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
