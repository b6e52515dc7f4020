package io.github.oktaaws.signin;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The head of a request to the loopback listener (RFC 9112 sections 2 and 3). A body is not read.
 *
 * @param method for example {@code GET}
 * @param target path and query as they came
 * @param hosts the values of {@code Host}
 */
record RedirectRequest(String method, String target, List<String> hosts) {

  private static final int LONGEST_HEAD = 16 * 1024;

  /** What is not such a head. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The path as it came. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  static RedirectRequest read(InputStream in) throws IOException {
    String[] lines = head(in).split("\r?\n", -1);
    String[] start = lines[0].split(" ", -1);
    if (start.length != 3 || !start[2].startsWith("HTTP/1.")) {
      throw new Malformed();
    }
    List<String> hosts = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0 && lines[i].substring(0, colon).toLowerCase(Locale.ROOT).equals("host")) {
        hosts.add(lines[i].substring(colon + 1).strip());
      }
    }
    return new RedirectRequest(start[0], start[1], List.copyOf(hosts));
  }

  /** Up to the empty line, and not a byte more than a browser has reason to send. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (next == '\n' && endsHead(head)) {
        return head.toString();
      }
      if (head.length() == LONGEST_HEAD) {
        break;
      }
    }
    throw new Malformed();
  }

  private static boolean endsHead(StringBuilder head) {
    int end = head.length();
    boolean bare = end >= 2 && head.charAt(end - 2) == '\n';
    return bare || (end >= 4 && head.substring(end - 4).equals("\r\n\r\n"));
  }

  /** Prints no query. */
  @Override
  public String toString() {
    return "RedirectRequest[" + method + "]";
  }
}
