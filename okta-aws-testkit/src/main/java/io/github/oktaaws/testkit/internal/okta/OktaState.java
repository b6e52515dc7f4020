package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Everything the org remembers. Guarded by the lock of {@link OktaOrg}. */
final class OktaState {

  final String baseUrl;
  final Clock clock;
  final Duration pollingInterval;
  final SigningKey tokenKey = SigningKey.generate("Acme OAuth");
  final SigningKey samlKey = SigningKey.generate("acme");
  final Secrets secrets = new Secrets();
  final String orgId = Ids.letters("00o", 17);
  OrgConfig config;

  final Map<String, OktaSession> sessions = new Bounded<>();
  final Map<String, DeviceGrant> deviceGrants = new Bounded<>();
  final Map<String, IssuedTokens.AccessToken> accessTokens = new Bounded<>();
  final Map<String, IssuedTokens.IdToken> idTokens = new Bounded<>();
  final Map<String, IssuedTokens.RefreshToken> refreshTokens = new Bounded<>();
  final Map<String, IssuedTokens.WebSsoToken> webSsoTokens = new Bounded<>();

  OktaState(String baseUrl, OrgConfig config, Clock clock, Duration pollingInterval) {
    this.baseUrl = baseUrl;
    this.config = config;
    this.clock = clock;
    this.pollingInterval = pollingInterval;
  }

  OktaSession signIn(OrgUser user) {
    OktaSession session = new OktaSession(user, clock.instant());
    sessions.put(session.id, session);
    return session;
  }

  String entityId(String appId) {
    return "http://www.okta.com/exk" + appId.substring(Math.min(3, appId.length()));
  }
}
