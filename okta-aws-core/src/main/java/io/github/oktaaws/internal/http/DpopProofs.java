package io.github.oktaaws.internal.http;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Demonstrates possession of a key (RFC 9449) to one org: on every token request, and on every
 * request that presents a token which is bound to the key. A server that wants a nonce gets a new
 * proof with it, once (sections 8 and 9), unless the request is {@linkplain GoodForOneRequest good
 * for one}; a nonce that it gave is used until it gives another one. Every other request goes
 * through as it is. Safe for use by several threads.
 */
final class DpopProofs implements Interceptor {

  /** The header of a proof. */
  static final String HEADER = "DPoP";

  private static final String SCHEME = "DPoP ";
  private static final String NONCE = "DPoP-Nonce";
  private static final String WANTS_NONCE = "use_dpop_nonce";
  private static final long MOST_ERROR = 16 * 1024;
  private static final Duration WORTH_CORRECTING = Duration.ofSeconds(30);

  private final DpopKey key;
  private final HttpUrl tokenEndpoint;
  private final Clock clock;

  /** The last nonce of each server: those that issue tokens and those that take them differ. */
  private final Map<String, String> nonces = new ConcurrentHashMap<>();

  /** How far the server's clock is ahead of this machine's. */
  private volatile Duration ahead = Duration.ZERO;

  /** Marks a request whose body a server takes once: the next one needs another. */
  record GoodForOneRequest() {}

  private record Refusal(@Nullable String error) {

    static Refusal from(JsonObject json) {
      return new Refusal(json.text("error"));
    }
  }

  DpopProofs(DpopKey key, URI tokenEndpoint, Clock clock) {
    this.key = key;
    this.tokenEndpoint = OktaUrls.url(tokenEndpoint);
    this.clock = clock;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!OktaUrls.sameOrigin(tokenEndpoint, request.url())) {
      return chain.proceed(request);
    }
    String accessToken = boundToken(request);
    boolean asksForTokens = tokenEndpoint.equals(request.url());
    if (accessToken == null && !asksForTokens) {
      return noting(chain.proceed(request));
    }
    String server = asksForTokens ? "tokens" : "resources";
    String nonce = nonces.get(server);
    Response answer = noting(chain.proceed(proved(request, nonce, accessToken)));
    String next = answer.header(NONCE);
    if (next == null || next.isBlank()) {
      return answer;
    }
    nonces.put(server, next);
    boolean isGoodAgain = request.tag(GoodForOneRequest.class) == null;
    if (next.equals(nonce) || !isGoodAgain || !wantsNonce(answer)) {
      return answer;
    }
    answer.close();
    Response second = noting(chain.proceed(proved(request, next, accessToken)));
    String newer = second.header(NONCE);
    if (newer != null && !newer.isBlank()) {
      nonces.put(server, newer);
    }
    return second;
  }

  private static @Nullable String boundToken(Request request) {
    String authorization = request.header("Authorization");
    return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? authorization.substring(SCHEME.length())
        : null;
  }

  private Request proved(Request request, @Nullable String nonce, @Nullable String accessToken)
      throws IOException {
    String address = request.url().newBuilder().query(null).fragment(null).build().toString();
    Instant now = clock.instant().plus(ahead);
    try {
      String proof = key.proof(request.method(), address, now, nonce, accessToken);
      return request.newBuilder().header(HEADER, proof).build();
    } catch (GeneralSecurityException e) {
      throw new IOException("a DPoP proof could not be signed", e);
    }
  }

  /** A proof is good for minutes, by the server's clock: what this machine's says may be wrong. */
  private Response noting(Response answer) {
    String date = answer.header("Date");
    if (date != null) {
      HttpAnswer.httpDate(date)
          .map(server -> Duration.between(clock.instant(), server))
          .ifPresent(
              difference ->
                  ahead =
                      difference.abs().compareTo(WORTH_CORRECTING) < 0
                          ? Duration.ZERO
                          : difference);
    }
    return answer;
  }

  private static boolean wantsNonce(Response answer) throws IOException {
    return (answer.code() == 400 || answer.code() == 401)
        && wantsNonce(answer.code(), answer.headers(), answer.peekBody(MOST_ERROR).bytes());
  }

  /** Section 8 for a request for tokens, section 9 for one with a token. */
  static boolean wantsNonce(int status, Headers headers, byte[] body) {
    if (headers.get(NONCE) == null) {
      return false;
    }
    if (status == 401
        && headers.values("WWW-Authenticate").stream().anyMatch(it -> it.contains(WANTS_NONCE))) {
      return true;
    }
    return (status == 400 || status == 401)
        && Json.parse(body, Refusal::from)
            .filter(refusal -> WANTS_NONCE.equals(refusal.error()))
            .isPresent();
  }
}
