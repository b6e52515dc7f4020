package io.github.oktaaws.saml;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.InvalidAssertionException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A SAML response as a page's form has it, in base64, which STS takes without blanks. */
final class EncodedResponse {

  private final String text;
  private final byte[] xml;

  private EncodedResponse(String text, byte[] xml) {
    this.text = text;
    this.xml = xml;
  }

  /**
   * Decodes it.
   *
   * @param response the form's value
   * @param longest the most characters that are taken
   * @param context for the error
   * @throws InvalidAssertionException if it is empty, too long or not whole base64
   */
  static EncodedResponse of(String response, int longest, ErrorContext context) {
    byte[] asItIs = decoded(response, longest);
    if (asItIs != null) {
      return new EncodedResponse(response, asItIs);
    }
    String text = response.replaceAll("\\s+", "");
    byte[] xml = decoded(text, longest);
    if (xml != null) {
      return new EncodedResponse(text, xml);
    }
    throw new InvalidAssertionException(problem(text, longest), context);
  }

  /** As STS takes it. */
  String text() {
    return text;
  }

  byte[] xml() {
    return xml;
  }

  /** Null if it is not base64 as STS wants it, for example because there are blanks in it. */
  private static byte @Nullable [] decoded(String encoded, int longest) {
    // the decoder would accept missing padding, which also tells that the end is missing
    if (encoded.isEmpty() || encoded.length() > longest || encoded.length() % 4 != 0) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      // its message quotes the response
      return null;
    }
  }

  private static String problem(String encoded, int longest) {
    if (encoded.isEmpty()) {
      return "it is empty.";
    }
    return encoded.length() > longest
        ? "it has "
            + encoded.length()
            + " characters, and AWS STS takes at most "
            + longest
            + ". It names too many roles: narrow the AWS app's group filter or role value"
            + " pattern, or split the AWS accounts over several AWS apps."
        : "it is not whole base64 (RFC 4648 section 4); it may have been cut off.";
  }
}
