package io.github.oktaaws.benchmarks.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * An Okta org and an STS on loopback behind TLS. They are two servers, as in reality, so a client
 * needs two connections. Every sign-in is approved and every role can be assumed. They speak
 * HTTP/1.1 with keep-alive, on sockets with TCP_NODELAY.
 *
 * <p>With a {@linkplain Setting#roundTrip() round trip} other than zero, bytes take half of it in
 * each direction, and a connection one whole before its first bytes leave; so opening a TLS 1.3
 * connection costs two, and a request one. There is no lookup in the DNS and no slow start.
 */
public interface Lab extends AutoCloseable {

  /** The password of {@link #trustStore()}. */
  String PASSWORD = "changeit";

  /** The federation app that the person has. */
  String APP = "0oa1awsprod000000000";

  /**
   * Starts the servers in this process, whose processors and garbage collector they then share.
   *
   * @param setting how they behave
   * @return the running lab
   * @throws IOException if they cannot start
   */
  static Lab here(Setting setting) throws IOException {
    return LabServers.start(setting);
  }

  /**
   * Starts the servers in a process of their own, which ends with this one at the latest.
   *
   * @param setting how they behave
   * @return the running lab
   * @throws IOException if they cannot start
   */
  static Lab elsewhere(Setting setting) throws IOException {
    return LabProcess.start(setting);
  }

  /**
   * Returns the org's address.
   *
   * @return scheme, host and port
   */
  URI okta();

  /**
   * Returns STS's address.
   *
   * @return scheme, host and port
   */
  URI sts();

  /**
   * Returns a PKCS12 store with the certificate of both, for {@code javax.net.ssl.trustStore}.
   *
   * @return the file
   */
  Path trustStore();

  /**
   * Returns what the servers have seen since they started.
   *
   * @return the counts at this moment
   */
  Tally tally();

  @Override
  void close();

  /** Makes this process trust the servers, in every client that is made from now on. */
  default void trust() {
    System.setProperty("javax.net.ssl.trustStore", trustStore().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
  }
}
