package io.github.oktaaws.internal.http;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.Step;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/** A server's answer, its body read within bounds. It holds secrets and does not print its body. */
public final class HttpAnswer {

  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final String host;
  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final boolean proved;

  HttpAnswer(String host, int status, Headers headers, byte[] body) {
    this(host, status, headers, body, false);
  }

  HttpAnswer(String host, int status, Headers headers, byte[] body, boolean proved) {
    this.proved = proved;
    this.host = host;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Returns who answered.
   *
   * @return host and port
   */
  public String host() {
    return host;
  }

  /**
   * Returns the HTTP status.
   *
   * @return the status
   */
  public int status() {
    return status;
  }

  /**
   * Returns Okta's id of the request.
   *
   * @return the id, or null
   */
  public @Nullable String requestId() {
    String id = headers.get("X-Okta-Request-Id");
    return id == null ? null : Words.printable(id);
  }

  /**
   * Where an error that this answer tells of happened.
   *
   * @param step the step that asked
   * @return the step and the request id
   */
  public ErrorContext context(Step step) {
    return ErrorContext.at(step).requestId(requestId());
  }

  /**
   * Returns the last value of a header.
   *
   * @param name the header's name
   * @return its value, if it is there
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * Returns all values of a header.
   *
   * @param name the header's name
   * @return its values, in order
   */
  public List<String> headers(String name) {
    return headers.values(name);
  }

  /**
   * Tells whether the content type is JSON.
   *
   * @return whether it is
   */
  public boolean isJson() {
    MediaType type = mediaType();
    return type != null && (type.subtype().equals("json") || type.subtype().endsWith("+json"));
  }

  /**
   * Returns the content type without parameters.
   *
   * @return for example {@code text/html}, or {@code no content type}
   */
  public String contentType() {
    MediaType type = mediaType();
    return type == null
        ? "no content type"
        : (type.type() + "/" + type.subtype()).toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the body as text, in the charset that the answer declares, else UTF-8.
   *
   * @return the text
   */
  public String text() {
    MediaType type = mediaType();
    return new String(
        body, type == null ? StandardCharsets.UTF_8 : type.charset(StandardCharsets.UTF_8));
  }

  /**
   * Whether the request proved possession of a key (RFC 9449).
   *
   * @return whether it did
   */
  public boolean proved() {
    return proved;
  }

  /** Whether a proof was refused for want of a nonce, and the nonce is known now. */
  boolean wantsNonce() {
    return proved && DpopProofs.wantsNonce(status, headers, body);
  }

  byte[] body() {
    return body;
  }

  /**
   * How long the server asks to wait: {@code X-Rate-Limit-Reset} (UTC epoch seconds) against the
   * {@code Date} of this same answer, so that this machine's clock does not matter, else {@code
   * Retry-After} in either form. Never negative; at most a day, whatever the header says.
   *
   * @return the wait, if the server asks for one in a form that can be read
   */
  public Optional<Duration> askedWait() {
    Optional<Instant> date = date();
    return date.flatMap(this::untilRateLimitReset)
        .or(() -> retryAfter(date))
        .map(HttpAnswer::clamp);
  }

  /**
   * When the server says that it answered.
   *
   * @return the {@code Date} header, if it can be read
   */
  public Optional<Instant> date() {
    return header("Date").flatMap(HttpAnswer::httpDate);
  }

  private Optional<Duration> untilRateLimitReset(Instant date) {
    return headers.values("X-Rate-Limit-Reset").stream()
        .flatMap(value -> number(value).stream())
        .max(Long::compare)
        .map(reset -> Duration.ofSeconds(saturatedDifference(reset, date.getEpochSecond()) + 1));
  }

  private Optional<Duration> retryAfter(Optional<Instant> date) {
    return header("Retry-After")
        .flatMap(
            value ->
                number(value)
                    .map(Duration::ofSeconds)
                    .or(
                        () ->
                            httpDate(value)
                                .flatMap(until -> date.map(now -> Duration.between(now, until)))));
  }

  private static long saturatedDifference(long reset, long now) {
    long most = LONGEST_WAIT.toSeconds();
    return reset > now && reset - now > 0 ? Math.min(reset - now, most) : 0;
  }

  private static Duration clamp(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static Optional<Long> number(String value) {
    String digits = value.strip();
    return digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }

  /**
   * Reads a date as HTTP writes it (RFC 9110 section 5.6.7, the preferred form).
   *
   * @param value a header's value
   * @return the instant, if it can be read
   */
  public static Optional<Instant> httpDate(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private @Nullable MediaType mediaType() {
    String type = headers.get("Content-Type");
    return type == null ? null : MediaType.parse(type);
  }

  /** Prints host, status and the names of the headers; nothing of the body. */
  @Override
  public String toString() {
    Map<String, List<String>> all = headers.toMultimap();
    return "HttpAnswer["
        + host
        + ", "
        + status
        + ", "
        + Arrays.toString(all.keySet().toArray())
        + "]";
  }
}
