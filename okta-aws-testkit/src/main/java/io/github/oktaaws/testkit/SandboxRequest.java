package io.github.oktaaws.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * One request the sandbox has received. It holds what the client sent, secrets included, except in
 * {@link #toString()}.
 *
 * @param method the method, for example {@code POST}
 * @param url the URL as the client addressed it, with its query
 * @param headers the headers
 * @param body the body as text, empty when there was none
 */
public record SandboxRequest(String method, HttpUrl url, Headers headers, String body) {

  /**
   * The path.
   *
   * @return the encoded path without the query, for example {@code /oauth2/v1/token}
   */
  public String path() {
    return url.encodedPath();
  }

  /**
   * The fields of a form body, in order; the first value of each.
   *
   * @return the decoded fields, empty when the body is no form
   */
  public Map<String, String> form() {
    String type = Optional.ofNullable(headers.get("Content-Type")).orElse("");
    Map<String, String> fields = new LinkedHashMap<>();
    if (type.startsWith("application/x-www-form-urlencoded")) {
      HttpUrl parsed = new HttpUrl.Builder().scheme("http").host("form").encodedQuery(body).build();
      for (String name : parsed.queryParameterNames()) {
        fields.put(name, Objects.requireNonNullElse(parsed.queryParameter(name), ""));
      }
    }
    return fields;
  }

  /**
   * The names of form fields or query parameters that occur more than once.
   *
   * @return the names
   */
  public List<String> repeatedFields() {
    HttpUrl parsed = new HttpUrl.Builder().scheme("http").host("form").encodedQuery(body).build();
    return parsed.queryParameterNames().stream()
        .filter(name -> parsed.queryParameterValues(name).size() > 1)
        .toList();
  }

  /**
   * One header.
   *
   * @param name its name, in any case
   * @return its last value, empty when it was not sent
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public String toString() {
    return method + " " + path();
  }
}
