package io.github.oktaaws.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports on 127.0.0.1 that a browser may be sent back to.
 *
 * @param ports in the order in which they are tried; 0 lets the system choose
 */
record LoopbackPorts(List<Integer> ports) {

  private static final Logger LOG = LoggerFactory.getLogger(LoopbackPorts.class);

  /** Listens on the first that is free, and on 127.0.0.1 alone. */
  Optional<ServerSocket> bind() {
    for (int port : ports) {
      try {
        return Optional.of(bind(port));
      } catch (IOException e) {
        LOG.debug("Port {} cannot be listened on: {}", port, e.getMessage());
      }
    }
    return Optional.empty();
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(loopback(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Not {@code localhost}, which may be somebody else's (RFC 8252 section 8.3). */
  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }
}
