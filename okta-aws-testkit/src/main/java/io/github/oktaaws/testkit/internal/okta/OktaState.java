package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.OrgUser;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything the org remembers. Guarded by its lock: an answer is never half of two states. */
final class OktaState {

  private final ReentrantLock lock = new ReentrantLock();
  final String baseUrl;
  final Clock clock;
  final Duration pollingInterval;
  final SigningKey tokenKey = SigningKey.generate("Acme OAuth");
  final SigningKey samlKey = SigningKey.generate("acme");
  final Secrets secrets = new Secrets();
  final String orgId = Ids.letters("00o", 17);
  final Servers servers = new Servers(this);
  final Passwords passwords = new Passwords(this);
  final DpopProofs dpop = new DpopProofs(this);
  final MachineKeys machineKeys = new MachineKeys(secrets);
  OrgConfig config;

  /** Who approves at once what would wait for a person. */
  @Nullable OrgUser autoApprover;

  final Map<String, OktaSession> sessions = new Bounded<>();
  final Map<String, DeviceGrant> deviceGrants = new Bounded<>();
  final Map<String, AuthorizationCode> authorizationCodes = new Bounded<>();
  final Map<String, MfaAttempt> mfaAttempts = new Bounded<>();
  final Map<String, OobChallenge> oobChallenges = new Bounded<>();
  final Map<String, IssuedTokens.AccessToken> accessTokens = new Bounded<>();
  final Map<String, IssuedTokens.IdToken> idTokens = new Bounded<>();
  final Map<String, IssuedTokens.RefreshToken> refreshTokens = new Bounded<>();
  final Map<String, IssuedTokens.WebSsoToken> webSsoTokens = new Bounded<>();

  OktaState(String baseUrl, OrgConfig config, Clock clock, Duration pollingInterval) {
    this.baseUrl = baseUrl;
    this.config = machineKeys.registered(config);
    this.clock = clock;
    this.pollingInterval = pollingInterval;
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  OktaSession signIn(OrgUser user) {
    OktaSession session = new OktaSession(user, clock.instant());
    sessions.put(session.id, session);
    return session;
  }

  OrgUser user(String login) {
    return config
        .user(login)
        .orElseThrow(() -> new IllegalArgumentException("no user of the org is called " + login));
  }

  String entityId(String appId) {
    return "http://www.okta.com/exk" + appId.substring(Math.min(3, appId.length()));
  }
}
