package io.github.oktaaws.federation;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OAuthErrorException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.OktaSessionEndedException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.internal.http.OktaUrls;
import io.github.oktaaws.signin.OktaTokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Okta's Users API for the person's apps, and its Apps API for what administrators may see.
 */
final class OktaFederationApps implements FederationAppService {

  private static final Logger LOG = LoggerFactory.getLogger(OktaFederationApps.class);
  private static final String CATALOGUE_NAME = "amazon_aws";
  private static final String READ_OWN_USER = "okta.users.read.self";
  private static final String READ_APPS = "okta.apps.read";
  private static final int MOST_PAGES = 20;

  private final OktaOrg org;
  private final String clientId;
  private final OktaHttp http;

  OktaFederationApps(OktaOrg org, String clientId) {
    this.org = org;
    this.clientId = Objects.requireNonNull(clientId, "clientId");
    this.http = new OktaHttp(org::httpClient, Step.FEDERATION_APPS);
  }

  private record AppLink(
      @Nullable String label, @Nullable String appName, @Nullable String appInstanceId) {

    static AppLink from(JsonObject json) {
      return new AppLink(json.text("label"), json.text("appName"), json.text("appInstanceId"));
    }
  }

  private record App(@Nullable String id, @Nullable String name, @Nullable AppSettings settings) {

    static App from(JsonObject json) {
      JsonObject settings = json.object("settings");
      JsonObject ofApp = settings == null ? null : settings.object("app");
      return new App(
          json.text("id"), json.text("name"), ofApp == null ? null : AppSettings.from(ofApp));
    }
  }

  private record AppSettings(
      @Nullable String identityProviderArn, @Nullable String webSsoAllowedClient) {

    static AppSettings from(JsonObject json) {
      return new AppSettings(json.text("identityProviderArn"), json.text("webSSOAllowedClient"));
    }
  }

  @Override
  public List<FederationApp> list(OktaTokens tokens) {
    Map<String, FederationApp> links = new LinkedHashMap<>();
    for (AppLink link : pages(org.endpoints().appLinks(), AppLink::from, tokens)) {
      if (CATALOGUE_NAME.equals(link.appName()) && link.appInstanceId() != null) {
        String label = Objects.requireNonNullElse(link.label(), link.appInstanceId());
        links.putIfAbsent(
            link.appInstanceId(),
            new FederationApp(link.appInstanceId(), label, Optional.empty(), Optional.empty()));
      }
    }
    List<FederationApp> assigned = List.copyOf(links.values());
    boolean mayReadApps = tokens.scopes().contains(READ_APPS);
    return assigned.isEmpty() || !mayReadApps ? assigned : withSettings(assigned, tokens);
  }

  private List<FederationApp> withSettings(List<FederationApp> assigned, OktaTokens tokens) {
    Map<String, AppSettings> known = settings(tokens);
    List<FederationApp> apps =
        assigned.stream()
            .map(app -> known.containsKey(app.id()) ? with(app, known.get(app.id())) : app)
            .toList();
    List<FederationApp> usable = apps.stream().filter(this::mayAllowThisClient).toList();
    // where every app allows another client, the exchange will say so better than an empty list
    return usable.isEmpty() ? apps : usable;
  }

  private boolean mayAllowThisClient(FederationApp app) {
    return app.allowedWebSsoClient().map(clientId::equals).orElse(true);
  }

  private static FederationApp with(FederationApp app, @Nullable AppSettings settings) {
    return settings == null
        ? app
        : new FederationApp(
            app.id(),
            app.label(),
            present(settings.identityProviderArn()),
            present(settings.webSsoAllowedClient()));
  }

  private Map<String, AppSettings> settings(OktaTokens tokens) {
    Map<String, AppSettings> settings = new LinkedHashMap<>();
    URI address =
        OktaUrls.withQuery(
            org.endpoints().apps(),
            Map.of("limit", "200", "q", CATALOGUE_NAME, "filter", "status eq \"ACTIVE\""));
    try {
      for (App app : pages(address, App::from, tokens)) {
        if (CATALOGUE_NAME.equals(app.name()) && app.id() != null && app.settings() != null) {
          settings.put(app.id(), app.settings());
        }
      }
    } catch (CancelledException e) {
      throw e;
    } catch (OktaAwsException e) {
      // the scope alone is not enough: the person must be an administrator, and most are not
      LOG.debug("The Apps API adds nothing: {}", e.getMessage());
    }
    return settings;
  }

  private <T> List<T> pages(URI first, Function<JsonObject, T> as, OktaTokens tokens) {
    List<T> all = new ArrayList<>();
    Optional<URI> next = Optional.of(first);
    for (int page = 0; next.isPresent() && page < MOST_PAGES; page++) {
      HttpAnswer answer =
          http.get(
              next.get(),
              Map.of(
                  "Accept",
                  "application/json",
                  "Authorization",
                  tokens.tokenType() + " " + tokens.accessToken()));
      if (answer.status() != 200) {
        throw failure(answer);
      }
      all.addAll(Json.readList(answer, as, Step.FEDERATION_APPS));
      next = OktaUrls.nextPage(first, answer.headers("Link"));
    }
    return all;
  }

  private static OktaAwsException failure(HttpAnswer answer) {
    OktaErrors.requireNoProofProblem(answer, Step.FEDERATION_APPS);
    ErrorContext context = answer.context(Step.FEDERATION_APPS);
    String challenge = answer.header("WWW-Authenticate").orElse("");
    if (challenge.contains("insufficient_scope")) {
      return new ScopeNotAllowedException(READ_OWN_USER, context);
    }
    if (answer.status() == 401) {
      return new OktaSessionEndedException(context);
    }
    OktaErrors error = OktaErrors.read(answer, Step.FEDERATION_APPS);
    return new OAuthErrorException(error.code(), error.description(), context);
  }

  private static Optional<String> present(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }
}
