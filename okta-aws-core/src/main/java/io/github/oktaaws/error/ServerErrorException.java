package io.github.oktaaws.error;

/** A server failed (HTTP 5xx). */
public final class ServerErrorException extends OktaAwsException {

  private final transient int status;

  /**
   * Creates the error.
   *
   * @param host the server
   * @param status the HTTP status
   * @param context where it happened
   */
  public ServerErrorException(String host, int status, ErrorContext context) {
    super(
        host + " answered HTTP " + status + ".",
        "Try again in a moment; if it stays, give the request id to the server's support.",
        true,
        context);
    this.status = status;
  }

  /**
   * Returns the HTTP status.
   *
   * @return the HTTP status
   */
  public int status() {
    return status;
  }
}
