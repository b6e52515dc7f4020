package io.github.oktaaws.examples.cli.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The hosts of {@code NO_PROXY}: names separated by commas. A name stands for the host and all
 * below it, with or without a leading dot or {@code *.}; with a port, for that port alone; {@code
 * *} for every host.
 */
record NoProxy(List<String> names) {

  static NoProxy of(String text) {
    return new NoProxy(
        Arrays.stream(text.split("[,\\s]+"))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .toList());
  }

  boolean contains(URI uri) {
    if (uri.getHost() == null) {
      return false;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : usualPort(uri);
    return names.stream().anyMatch(name -> matches(name, host, port));
  }

  private static int usualPort(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private static boolean matches(String name, String host, int port) {
    if (name.equals("*")) {
      return true;
    }
    String wanted = name;
    int colon = name.lastIndexOf(':');
    if (colon > 0 && name.substring(colon + 1).matches("\\d{1,5}") && !isBareIpv6(name)) {
      if (Integer.parseInt(name.substring(colon + 1)) != port) {
        return false;
      }
      wanted = name.substring(0, colon);
    }
    if (isBareIpv6(wanted)) {
      wanted = "[" + wanted + "]";
    }
    String suffix = wanted.replaceFirst("^\\*?\\.", "");
    return host.equals(suffix) || host.endsWith("." + suffix);
  }

  private static boolean isBareIpv6(String name) {
    return !name.startsWith("[") && name.indexOf(':') != name.lastIndexOf(':');
  }
}
