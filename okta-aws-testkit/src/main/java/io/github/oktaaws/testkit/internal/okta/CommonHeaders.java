package io.github.oktaaws.testkit.internal.okta;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import mockwebserver3.MockResponse;

/** The headers of every answer: the rate limit, the request id, the date. */
final class CommonHeaders {

  private static final int RATE_LIMIT = 600;
  private static final Duration RATE_WINDOW = Duration.ofMinutes(1);

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private final OktaState state;
  private final Map<String, Integer> served = new HashMap<>();
  private Instant windowEnd = Instant.MIN;

  CommonHeaders(OktaState state) {
    this.state = state;
  }

  MockResponse on(String path, MockResponse answer) {
    Instant now = state.clock.instant();
    if (!now.isBefore(windowEnd)) {
      windowEnd = now.plus(RATE_WINDOW);
      served.clear();
    }
    int count = served.merge(path, 1, Integer::sum);
    return common(answer)
        .setHeader("X-Rate-Limit-Limit", RATE_LIMIT)
        .setHeader("X-Rate-Limit-Remaining", Math.max(0, RATE_LIMIT - count))
        .setHeader("X-Rate-Limit-Reset", windowEnd.getEpochSecond())
        .build();
  }

  /** The answer to a request over the rate limit, which is in management shape on every path. */
  MockResponse rateLimited(Duration untilReset) {
    return common(
            Answers.managementError(
                429, "E0000047", "API call exceeded rate limit due to too many requests."))
        .setHeader("X-Rate-Limit-Limit", RATE_LIMIT)
        .setHeader("X-Rate-Limit-Remaining", 0)
        .setHeader("X-Rate-Limit-Reset", state.clock.instant().plus(untilReset).getEpochSecond())
        .build();
  }

  private MockResponse.Builder common(MockResponse answer) {
    return answer
        .newBuilder()
        .setHeader("Date", httpDate(state.clock.instant()))
        .setHeader("Server", "nginx")
        .setHeader("X-Okta-Request-Id", Ids.letters("", 27))
        .setHeader("X-Content-Type-Options", "nosniff")
        .setHeader("Cache-Control", "no-cache, no-store")
        .setHeader("Pragma", "no-cache");
  }

  private static String httpDate(Instant instant) {
    return HTTP_DATE.format(instant.atZone(ZoneOffset.UTC));
  }
}
