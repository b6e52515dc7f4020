package io.github.oktaaws.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Searches text for many secrets at once: as they are, URL-encoded, in base64 and base64url, and
 * for parts of the long ones, since a message may have been cut.
 */
final class SecretSearch {

  private static final int WINDOW = 32;
  private static final int STRIDE = 48;

  private record Form(String name, String text) {}

  private final Map<Long, List<Form>> byStart = new HashMap<>();

  void add(String name, String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    Map<String, String> forms = new LinkedHashMap<>();
    forms.putIfAbsent(secret, "raw");
    forms.putIfAbsent(URLEncoder.encode(secret, StandardCharsets.UTF_8), "URL-encoded");
    forms.putIfAbsent(unpadded(Base64.getEncoder().encodeToString(bytes)), "base64");
    forms.putIfAbsent(unpadded(Base64.getUrlEncoder().encodeToString(bytes)), "base64url");
    for (int at = STRIDE; at + WINDOW <= secret.length(); at += STRIDE) {
      forms.putIfAbsent(secret.substring(at, at + WINDOW), "raw part at " + at);
    }
    forms.forEach(
        (text, form) ->
            byStart
                .computeIfAbsent(start(text, 0), any -> new ArrayList<>())
                .add(new Form(name + ", " + form, text)));
  }

  /** Names of the secrets in the text, never the secrets. */
  Set<String> in(String text) {
    TreeSet<String> found = new TreeSet<>();
    for (int at = 0; at + Planted.SHORTEST <= text.length(); at++) {
      for (Form form : byStart.getOrDefault(start(text, at), List.of())) {
        if (text.startsWith(form.text(), at)) {
          found.add(form.name());
        }
      }
    }
    return found;
  }

  private static String unpadded(String base64) {
    int end = base64.indexOf('=');
    return end < 0 ? base64 : base64.substring(0, end);
  }

  private static long start(String text, int at) {
    long packed = 0;
    for (int i = at; i < at + Planted.SHORTEST; i++) {
      packed = packed << 8 ^ text.charAt(i);
    }
    return packed;
  }
}
