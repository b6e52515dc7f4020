package io.github.oktaaws.testkit.internal.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A request of the AWS Query protocol: a form with an {@code Action}. */
final class QueryRequest {
  private static final String VERSION = "2011-06-15";

  private final RecordedRequest recorded;
  private final ByteString body;
  private final Map<String, String> parameters;

  private QueryRequest(RecordedRequest recorded, ByteString body, Map<String, String> parameters) {
    this.recorded = recorded;
    this.body = body;
    this.parameters = parameters;
  }

  static QueryRequest of(RecordedRequest recorded) {
    @Nullable String contentType = recorded.getHeaders().get("Content-Type");
    if (contentType == null
        || !contentType
            .toLowerCase(Locale.ROOT)
            .matches("application/x-www-form-urlencoded\\s*(;.*)?")) {
      throw new StsError(
          "InvalidAction",
          "This service speaks the AWS Query protocol only: send the parameters as"
              + " application/x-www-form-urlencoded, with an Action");
    }
    @Nullable ByteString body = recorded.getBody();
    ByteString content = body == null ? ByteString.EMPTY : body;
    return new QueryRequest(recorded, content, parse(content.utf8()));
  }

  private static Map<String, String> parse(String form) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty() && parameters.put(decode(name), decode(value)) != null) {
        throw new StsError("MalformedQueryString", "A parameter is given more than once");
      }
    }
    return parameters;
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new StsError("MalformedQueryString", "The form is not correctly URL-encoded");
    }
  }

  <T> Map.Entry<String, T> action(Map<String, T> known) {
    String action =
        optional("Action")
            .orElseThrow(
                () ->
                    new StsError(
                        "MissingAction",
                        "The request is missing an action or a required parameter."));
    String version = optional("Version").orElse("NO_VERSION_SPECIFIED");
    @Nullable T found = known.get(action);
    if (found == null || !VERSION.equals(version)) {
      throw new StsError(
          "InvalidAction", "Could not find operation " + action + " for version " + version);
    }
    return Map.entry(action, found);
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** A required parameter of a length in AWS's model. */
  String required(String name, int min, int max) {
    String value = optional(name).orElseThrow(() -> StsError.constraint(name, "not be null"));
    checkLength(name, value, min, max);
    return value;
  }

  static void checkLength(String name, String value, int min, int max) {
    if (value.length() < min) {
      throw StsError.constraint(name, "have length greater than or equal to " + min);
    }
    if (value.length() > max) {
      throw StsError.constraint(name, "have length less than or equal to " + max);
    }
  }

  /** The values of {@code name.member.1.suffix}, {@code name.member.2.suffix} and so on. */
  List<String> members(String name, String suffix) {
    List<String> values = new ArrayList<>();
    for (int i = 1; ; i++) {
      @Nullable String value = parameters.get(name + ".member." + i + suffix);
      if (value == null) {
        return List.copyOf(values);
      }
      values.add(value);
    }
  }

  RecordedRequest recorded() {
    return recorded;
  }

  ByteString body() {
    return body;
  }
}
