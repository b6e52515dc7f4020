package io.github.oktaaws.testkit.internal.aws;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/** The canonical form of a request that AWS Signature Version 4 signs. */
final class CanonicalRequest {
  private CanonicalRequest() {}

  static ByteString of(RecordedRequest request, ByteString body, List<String> signedHeaders) {
    // As sent: a parsed URL may have changed what the client signed.
    String[] target = request.getTarget().split("\\?", 2);
    String path = target[0];
    String query = target.length == 2 ? target[1] : "";
    String headers =
        signedHeaders.stream()
            .map(name -> name + ":" + value(name, request) + "\n")
            .collect(Collectors.joining());
    return ByteString.encodeUtf8(
        String.join(
            "\n",
            request.getMethod(),
            path,
            canonicalQuery(query),
            headers,
            String.join(";", signedHeaders),
            body.sha256().hex()));
  }

  private static String canonicalQuery(String encoded) {
    return Arrays.stream(encoded.split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.contains("=") ? pair : pair + "=")
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String value(String name, RecordedRequest request) {
    Headers headers = request.getHeaders();
    List<String> values = headers.values(name);
    if (values.isEmpty() && name.equals("host")) {
      // HTTP/2 carries the host as :authority, which is part of the URL here.
      return HttpUrl.defaultPort(request.getUrl().scheme()) == request.getUrl().port()
          ? request.getUrl().host()
          : request.getUrl().host() + ":" + request.getUrl().port();
    }
    return values.stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }
}
