package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.SandboxRequest;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.AccessToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/users/me/appLinks} and {@code /api/v1/apps}. */
final class AppsApi {

  private static final int DEFAULT_LIMIT = 20;
  private static final int GREATEST_LIMIT = 200;

  /** A resource of the org, for whoever a token lets in. */
  private interface Resource {
    MockResponse answer(AccessToken token);
  }

  private final OktaState state;
  private final AccessTokens tokens;

  AppsApi(OktaState state) {
    this.state = state;
    this.tokens = new AccessTokens(state);
  }

  private MockResponse withScope(String scope, SandboxRequest request, Resource resource) {
    try {
      Optional<AccessToken> token = tokens.check(request);
      if (token.isEmpty()) {
        return AccessTokens.invalid(request);
      }
      return token.get().scopes().contains(scope)
          ? resource.answer(token.get())
          : insufficientScope(scope, request.path());
    } catch (OAuthRefusal refusal) {
      return AccessTokens.refused(refusal);
    }
  }

  MockResponse appLinks(SandboxRequest request) {
    return withScope("okta.users.read.self", request, this::appLinks);
  }

  private MockResponse appLinks(AccessToken token) {
    String login = token.family().session.user.login();
    List<Map<String, Object>> links = new ArrayList<>();
    links.add(link("0oa9bookmark00000000", "Acme Wiki", "bookmark", links.size()));
    for (FederationApp app : state.config.federationApps()) {
      if (app.assignedTo().contains(login)) {
        links.add(link(app.id(), app.label(), app.appName(), links.size()));
      }
    }
    return Answers.json(200, links);
  }

  private Map<String, Object> link(String id, String label, String appName, int order) {
    String assignment = "0ua" + id.substring(Math.min(3, id.length()));
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("id", assignment);
    link.put("label", label);
    link.put("linkUrl", state.baseUrl + "/home/" + appName + "/" + id + "/137");
    link.put("logoUrl", state.baseUrl + "/assets/img/logos/" + appName + ".png");
    link.put("appName", appName);
    link.put("appInstanceId", id);
    link.put("appAssignmentId", assignment);
    link.put("credentialsSetup", false);
    link.put("hidden", false);
    link.put("sortOrder", order);
    return link;
  }

  MockResponse apps(SandboxRequest request) {
    return withScope("okta.apps.read", request, token -> apps(token, request));
  }

  private MockResponse apps(AccessToken token, SandboxRequest request) {
    if (!token.family().session.user.admin()) {
      return Answers.managementError(
          403, "E0000006", "You do not have permission to perform the requested action");
    }
    String query = Objects.requireNonNullElse(request.url().queryParameter("q"), "");
    List<FederationApp> matching =
        state.config.federationApps().stream()
            .filter(app -> startsWith(app.appName(), query) || startsWith(app.label(), query))
            .toList();
    return page(request.url(), matching);
  }

  private static boolean startsWith(String value, String prefix) {
    return value.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
  }

  private MockResponse page(HttpUrl url, List<FederationApp> matching) {
    int limit = limit(url.queryParameter("limit"));
    if (limit < 1) {
      return Answers.managementError(400, "E0000001", "Api validation failed: limit");
    }
    String after = url.queryParameter("after");
    int start = 0;
    for (int i = 0; after != null && i < matching.size(); i++) {
      if (matching.get(i).id().equals(after)) {
        start = i + 1;
      }
    }
    int end = Math.min(matching.size(), start + limit);
    MockResponse.Builder answer =
        Answers.json(200, matching.subList(start, end).stream().map(this::app).toList())
            .newBuilder();
    answer.addHeader("Link", "<" + here(url, after) + ">; rel=\"self\"");
    if (end < matching.size()) {
      String next = here(url, matching.get(end - 1).id());
      answer.addHeader("Link", "<" + next + ">; rel=\"next\"");
    }
    return answer.build();
  }

  private static int limit(@Nullable String asked) {
    if (asked == null) {
      return DEFAULT_LIMIT;
    }
    return asked.matches("\\d{1,5}") ? Math.min(GREATEST_LIMIT, Integer.parseInt(asked)) : -1;
  }

  private String here(HttpUrl url, @Nullable String after) {
    HttpUrl.Builder page =
        HttpUrl.get(state.baseUrl)
            .newBuilder()
            .addPathSegments("api/v1/apps")
            .encodedQuery(url.encodedQuery())
            .removeAllQueryParameters("after");
    return (after == null ? page : page.addQueryParameter("after", after)).build().toString();
  }

  private Map<String, Object> app(FederationApp app) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("awsEnvironmentType", "aws.amazon");
    settings.put("identityProviderArn", app.idpArn());
    settings.put("sessionDuration", app.sessionDuration().toSeconds());
    settings.put("webSSOAllowedClient", String.join(",", app.allowedWebSsoClients()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", app.id());
    body.put("name", app.appName());
    body.put("label", app.label());
    body.put("status", "ACTIVE");
    body.put("signOnMode", "SAML_2_0");
    body.put("settings", Map.of("app", settings));
    return body;
  }

  private MockResponse insufficientScope(String scope, String path) {
    return Answers.managementError(
            403, "E0000006", "You do not have permission to perform the requested action")
        .newBuilder()
        .setHeader(
            "WWW-Authenticate",
            "Bearer authorization_uri=\""
                + state.baseUrl
                + "/oauth2/v1/authorize\", realm=\""
                + state.baseUrl
                + "\", scope=\""
                + scope
                + "\", error=\"insufficient_scope\", error_description=\"The access token provided"
                + " does not contain the required scopes.\", resource=\""
                + path
                + "\"")
        .build();
  }
}
