package io.github.oktaaws.testkit.internal.okta;

/** Text for HTML. */
final class Html {

  private Html() {}

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** As Okta writes attribute values: everything but letters, digits and {@code . - _ ,} as hex. */
  static String encodeAttribute(String text) {
    StringBuilder encoded = new StringBuilder(text.length() * 2);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || ".-_,".indexOf(c) >= 0;
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append("&#x").append(Integer.toHexString(c)).append(';');
      }
    }
    return encoded.toString();
  }
}
