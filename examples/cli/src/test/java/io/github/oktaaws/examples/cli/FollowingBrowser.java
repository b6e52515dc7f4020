package io.github.oktaaws.examples.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A browser, as a command: opens the address that is its last argument, and follows redirects. */
final class FollowingBrowser {

  private FollowingBrowser() {}

  /** The command, as a person writes it. */
  static String command() {
    String java = System.getProperty("java.home") + "/bin/java";
    String classes =
        FollowingBrowser.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return "'" + java + "' -cp '" + classes + "' " + FollowingBrowser.class.getName();
  }

  public static void main(String[] args) throws Exception {
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    URI address = URI.create(args[args.length - 1]);
    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
  }
}
