package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.SandboxRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;

/** The endpoints of the authorization servers: {@code /oauth2/v1/…}, {@code /oauth2/{id}/v1/…}. */
final class OAuthRoutes {

  private static final Pattern CUSTOM =
      Pattern.compile("/oauth2/([A-Za-z0-9_-]+)/(?:v1/|(?=[.]well-known/))(.+)");

  private interface Endpoint {
    MockResponse answer(OAuthRequest request) throws OAuthRefusal;
  }

  private final OktaState state;
  private final DeviceAuthorizations devices;
  private final Challenges challenges;
  private final TokenEndpoint tokens;
  private final AuthorizationEndpoint authorizations;
  private final Discovery discovery;

  OAuthRoutes(
      OktaState state,
      DeviceAuthorizations devices,
      Challenges challenges,
      TokenEndpoint tokens,
      AuthorizationEndpoint authorizations,
      Discovery discovery) {
    this.state = state;
    this.devices = devices;
    this.challenges = challenges;
    this.tokens = tokens;
    this.authorizations = authorizations;
    this.discovery = discovery;
  }

  MockResponse route(SandboxRequest request) {
    String path = request.path();
    if (path.startsWith("/oauth2/v1/")) {
      return route(state.servers.org(), path.substring("/oauth2/v1/".length()), request);
    }
    Matcher custom = CUSTOM.matcher(path);
    if (!custom.matches()) {
      return Answers.notFound(path);
    }
    Optional<Server> server = state.servers.custom(custom.group(1));
    return server.isPresent()
        ? route(server.get(), custom.group(2), request)
        : Answers.managementError(
            404,
            "E0000007",
            "Not found: Resource not found: " + custom.group(1) + " (AuthorizationServer)");
  }

  private MockResponse route(Server server, String endpoint, SandboxRequest request) {
    return switch (endpoint) {
      case "token" -> oauth(server, request, tokens::token);
      case "revoke" -> oauth(server, request, tokens::revoke);
      case "challenge" -> oauth(server, request, challenges::challenge);
      case "device/authorize" -> oauth(server, request, devices::authorize);
      case "authorize" -> Methods.get(request, () -> authorizations.authorize(server, request));
      case "keys" -> Methods.get(request, () -> Discovery.keys(server));
      case ".well-known/openid-configuration", ".well-known/oauth-authorization-server" ->
          Methods.get(request, () -> discovery.openId(server));
      default -> Answers.notFound(request.path());
    };
  }

  private static MockResponse oauth(Server server, SandboxRequest request, Endpoint endpoint) {
    if (!request.method().equals("POST")) {
      return Answers.wrongMethod();
    }
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      return Answers.managementError(
          415,
          "E0000021",
          "Bad request.  Accept and/or Content-Type headers likely do not match supported values.");
    }
    try {
      List<String> repeated = request.repeatedFields();
      if (!repeated.isEmpty()) {
        throw OAuthRefusal.badRequest(
            "invalid_request", "The parameter '" + repeated.get(0) + "' occurs more than once.");
      }
      return endpoint.answer(new OAuthRequest(server, request, request.form()));
    } catch (OAuthRefusal refusal) {
      return refusal.answer();
    }
  }
}
