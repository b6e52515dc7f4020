package io.github.oktaaws.testkit.internal.aws;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The Authorization header of AWS Signature Version 4. */
record SigV4Authorization(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final String TERMINATOR = "aws4_request";
  private static final Pattern FORMAT =
      Pattern.compile(
          ALGORITHM
              + " Credential=(\\w+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/"
              + TERMINATOR
              + ",\\s*SignedHeaders=([a-z0-9;_-]+),\\s*Signature=([0-9a-f]{64})");

  static SigV4Authorization of(Headers headers) {
    @Nullable String value = headers.get("Authorization");
    if (value == null) {
      throw new StsError("MissingAuthenticationToken", "Request is missing Authentication Token");
    }
    Matcher matcher = FORMAT.matcher(value);
    if (!matcher.matches()) {
      throw SigV4.incomplete(
          "Authorization header must be '"
              + ALGORITHM
              + " Credential=<key>/<date>/<region>/<service>/"
              + TERMINATOR
              + ", SignedHeaders=<names>, Signature=<hex>'");
    }
    return new SigV4Authorization(
        matcher.group(1),
        matcher.group(2),
        matcher.group(3),
        matcher.group(4),
        List.of(matcher.group(5).split(";", -1)),
        matcher.group(6));
  }

  void checkScope(String expectedService) {
    if (!service.equals(expectedService)) {
      throw SigV4.mismatch(
          "Credential should be scoped to correct service: '" + expectedService + "'.");
    }
  }

  String scope() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }

  /** The signature these credentials give in this scope. */
  String sign(String stringToSign, String secretAccessKey) {
    ByteString key = ByteString.encodeUtf8("AWS4" + secretAccessKey);
    for (String part : List.of(date, region, service, TERMINATOR)) {
      key = ByteString.encodeUtf8(part).hmacSha256(key);
    }
    return ByteString.encodeUtf8(stringToSign).hmacSha256(key).hex();
  }
}
