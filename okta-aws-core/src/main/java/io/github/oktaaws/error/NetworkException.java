package io.github.oktaaws.error;

import org.jspecify.annotations.Nullable;

/** A server could not be reached, or the connection broke. */
public final class NetworkException extends OktaAwsException {

  private final transient String host;

  /**
   * Creates the error.
   *
   * @param host the server
   * @param context where it happened
   */
  public NetworkException(String host, ErrorContext context) {
    super(
        "Could not exchange data with " + host + " (" + reason(context.cause()) + ").",
        "Check the host name, the network, the proxy and, if the network inspects TLS, the trusted certificates.",
        true,
        context);
    this.host = host;
  }

  /**
   * Returns the server.
   *
   * @return the server
   */
  public String host() {
    return host;
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "no answer";
    }
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    // it can quote what the server sent
    return message == null ? name : name + ": " + message.replaceAll("\\p{Cntrl}+", " ");
  }
}
