package io.github.oktaaws.internal.http;

import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import java.net.URI;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** OpenID Connect Discovery 1.0, as far as a device authorization needs it. */
public final class EndpointDiscovery {

  private EndpointDiscovery() {}

  private record Document(
      @Nullable String issuer,
      @Nullable String authorization,
      @Nullable String deviceAuthorization,
      @Nullable String token,
      @Nullable String revocation) {

    static Document from(JsonObject json) {
      return new Document(
          json.text("issuer"),
          json.text("authorization_endpoint"),
          json.text("device_authorization_endpoint"),
          json.text("token_endpoint"),
          json.text("revocation_endpoint"));
    }
  }

  /**
   * Asks the issuer for its endpoints.
   *
   * @param issuer the issuer
   * @param httpClient the client to ask with
   * @return the endpoints
   */
  public static OktaEndpoints discover(URI issuer, OkHttpClient httpClient) {
    HttpUrl base = HttpUrl.parse(issuer.toString());
    if (base == null
        || !OktaUrls.isSafe(base)
        || base.encodedQuery() != null
        || base.encodedFragment() != null) {
      throw new ConfigurationException(
          "The issuer is not an https address (http only on loopback) without query, fragment and"
              + " user name.",
          "Give the issuer as the server's discovery document names it.");
    }
    URI address =
        base.newBuilder().addPathSegments(".well-known/openid-configuration").build().uri();
    OktaHttp http = new OktaHttp(OktaHttp.derive(httpClient), Step.CONFIGURATION);
    HttpAnswer answer = http.get(address, Map.of("Accept", "application/json"));
    if (answer.status() != 200) {
      throw unexpected(answer, base.host() + " has no discovery document");
    }
    Document document = Json.read(answer, Document::from, Step.CONFIGURATION);
    if (!issuer.toString().equals(document.issuer())) {
      throw unexpected(answer, "The discovery document is of another issuer");
    }
    HttpUrl origin = base.newBuilder().encodedPath("/").build();
    OktaEndpoints usual = OktaUrls.ofOrg(origin.toString());
    return OktaUrls.onOrigin(
        origin,
        new OktaUrls.OAuthPaths(
            document.authorization() == null
                ? usual.authorization()
                : endpoint(answer, origin, "authorization_endpoint", document.authorization()),
            endpoint(
                answer, origin, "device_authorization_endpoint", document.deviceAuthorization()),
            endpoint(answer, origin, "token_endpoint", document.token()),
            usual.challenge(),
            document.revocation() == null
                ? usual.revocation()
                : endpoint(answer, origin, "revocation_endpoint", document.revocation())));
  }

  private static URI endpoint(
      HttpAnswer answer, HttpUrl origin, String name, @Nullable String value) {
    HttpUrl url = value == null ? null : HttpUrl.parse(value);
    if (url == null) {
      throw unexpected(answer, "The discovery document names no " + name);
    }
    if (!OktaUrls.sameOrigin(origin, url)) {
      throw unexpected(answer, "The discovery document names a " + name + " on another origin");
    }
    if (!OktaUrls.isSafe(url) || url.encodedFragment() != null) {
      throw unexpected(
          answer, "The discovery document names a " + name + " with a user name or a fragment");
    }
    return url.uri();
  }

  private static UnexpectedAnswerException unexpected(HttpAnswer answer, String problem) {
    return new UnexpectedAnswerException(problem + ".", answer.context(Step.CONFIGURATION));
  }
}
