package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.GrantType;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.internal.okta.DeviceGrant.Progress;
import io.github.oktaaws.testkit.internal.okta.IssuedTokens.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mockwebserver3.MockResponse;

/** The device authorization endpoint, and what the person decides about each request. */
final class DeviceAuthorizations {

  static final Duration CODE_LIFE = Duration.ofMinutes(10);

  private final OktaState state;
  private final OAuthClients clients;

  DeviceAuthorizations(OktaState state, OAuthClients clients) {
    this.state = state;
    this.clients = clients;
  }

  MockResponse authorize(OAuthRequest request) throws OAuthRefusal {
    if (state.config.classic()) {
      return Answers.managementError(
          403, "E0000015", "You do not have permission to access the feature you are requesting");
    }
    OidcApp client = clients.client(request.form());
    OAuthClients.requireGrant(client.grantTypes(), GrantType.DEVICE_CODE);
    Set<String> scopes =
        OAuthClients.scopes(request.form(), state.servers.scopes(request.server(), client));
    DeviceGrant grant = start(client, request.server(), scopes);
    OrgUser approver = state.autoApprover;
    if (approver != null) {
      approve(grant, state.signIn(approver));
    }
    return Answers.json(200, codes(grant));
  }

  private DeviceGrant start(OidcApp client, Server server, Set<String> scopes) {
    DeviceGrant grant =
        new DeviceGrant(
            state.secrets.issue(UUID.randomUUID().toString()),
            Ids.userCode(),
            client.clientId(),
            server,
            scopes,
            state.clock.instant().plus(CODE_LIFE),
            state.pollingInterval);
    state.deviceGrants.put(grant.deviceCode, grant);
    return grant;
  }

  private Map<String, Object> codes(DeviceGrant grant) {
    String activate = state.baseUrl + "/activate";
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("device_code", grant.deviceCode);
    body.put("user_code", grant.userCode);
    body.put("verification_uri", activate);
    body.put("verification_uri_complete", activate + "?user_code=" + grant.userCode);
    body.put("expires_in", CODE_LIFE.toSeconds());
    body.put("interval", state.pollingInterval.toSeconds());
    return body;
  }

  /** Finds an undecided request by the code a person typed, whatever its case and hyphens. */
  Optional<DeviceGrant> undecided(String typed) {
    String code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    Instant now = state.clock.instant();
    return state.deviceGrants.values().stream()
        .filter(grant -> grant.userCode.equals(code))
        .filter(grant -> grant.pending() && !grant.expired(now))
        .findFirst();
  }

  /** True when the person may use the client; otherwise the client's next poll is refused. */
  boolean approve(DeviceGrant grant, OktaSession session) {
    boolean assigned =
        state
            .config
            .oidcApp(grant.clientId)
            .map(client -> client.assignedTo().contains(session.user.login()))
            .orElse(false);
    grant.progress = assigned ? new Progress.Approved(session) : new Progress.NotAssigned();
    return assigned;
  }

  void deny(DeviceGrant grant) {
    grant.progress = new Progress.Denied();
  }

  /** What a poll with a device code gets: the person's consent, or a refusal. */
  Family redeem(OAuthRequest request, OidcApp client) throws OAuthRefusal {
    DeviceGrant grant =
        state.deviceGrants.get(OAuthClients.required(request.form(), "device_code"));
    if (grant == null
        || !grant.server.id().equals(request.server().id())
        || !grant.clientId.equals(client.clientId())
        || grant.progress instanceof Progress.Redeemed) {
      throw OAuthRefusal.invalidGrant("The device code is invalid or has expired.");
    }
    Instant now = state.clock.instant();
    if (grant.expired(now)) {
      throw OAuthRefusal.badRequest("expired_token", "The device code is invalid or has expired.");
    }
    if (grant.progress instanceof Progress.Denied) {
      throw OAuthRefusal.badRequest(
          "access_denied", "The resource owner or authorization server denied the request.");
    }
    if (grant.progress instanceof Progress.NotAssigned) {
      throw OAuthRefusal.badRequest("access_denied", "User isn't assigned to the client app.");
    }
    if (grant.progress instanceof Progress.Approved approved) {
      grant.progress = new Progress.Redeemed();
      return new Family(client.clientId(), grant.server, approved.session(), grant.scopes);
    }
    grant.polling.poll(now);
    throw OAuthRefusal.badRequest(
        "authorization_pending", "The device authorization is pending. Please try again later.");
  }
}
