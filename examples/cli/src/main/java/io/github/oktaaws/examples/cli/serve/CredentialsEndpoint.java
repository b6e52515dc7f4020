package io.github.oktaaws.examples.cli.serve;

import com.sun.net.httpserver.HttpServer;
import io.github.oktaaws.examples.cli.output.Variables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Credentials of one role over HTTP on 127.0.0.1, in the form in which a container's host gives
 * them (AWS SDKs and Tools Reference Guide, "Container credential provider"). Every AWS SDK takes
 * them from there by itself, and comes again when they are about to end.
 *
 * <p>Who has the token gets them; it is in a file that its owner alone can read. A request never
 * starts a sign-in and never waits: where there are no credentials, the answer is 503, at once.
 */
public final class CredentialsEndpoint implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int THREADS = 8;
  private static final String REQUEST_SECONDS = "5";

  private final HttpServer server;
  private final ExecutorService threads;
  private final TokenFile token;
  private final URI uri;

  private CredentialsEndpoint(
      HttpServer server, ExecutorService threads, TokenFile token, URI uri) {
    this.server = server;
    this.threads = threads;
    this.token = token;
    this.uri = uri;
  }

  /**
   * Starts to serve.
   *
   * @param provider gives the credentials; its {@code resolveIdentity} must not block
   * @param roleArn the role that they are of
   * @param settings where they are served
   * @return the endpoint, until it is closed
   * @throws IOException if the port is taken or the token file cannot be written
   */
  public static CredentialsEndpoint start(
      AwsCredentialsProvider provider, String roleArn, EndpointSettings settings)
      throws IOException {
    // the JDK's only way to it; else whoever sends half a request keeps a thread for ever
    System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
    InetAddress loopback = InetAddress.getByAddress(LOOPBACK);
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, settings.port()), 0);
    TokenFile token;
    try {
      token = TokenFile.create(settings.tokenFile());
    } catch (IOException e) {
      server.stop(0);
      throw e;
    }
    String host = "127.0.0.1:" + server.getAddress().getPort();
    String path = settings.path().orElseGet(() -> "/" + TokenFile.random());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, CredentialsEndpoint::thread);
    server.setExecutor(threads);
    server.createContext("/", new EndpointHandler(provider, roleArn, host, path, token));
    server.start();
    return new CredentialsEndpoint(server, threads, token, URI.create("http://" + host + path));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "okta-aws-serve");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Where it is.
   *
   * @return the URL, which is no secret
   */
  public URI uri() {
    return uri;
  }

  /**
   * Where the authorization token is.
   *
   * @return an absolute path
   */
  public Path tokenFile() {
    return token.path();
  }

  /**
   * What a program's environment must hold to be served.
   *
   * @return two variables, of which none is a secret
   */
  public Variables variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri.toString());
    variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.path().toString());
    return new Variables(variables);
  }

  /**
   * Stops, and removes the token file. Does nothing the second time.
   *
   * @throws IOException if the file cannot be removed
   */
  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    token.close();
  }

  @Override
  public String toString() {
    return "CredentialsEndpoint[" + uri + "]";
  }
}
