package io.github.oktaaws.config;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.WebIdentitySession;
import io.github.oktaaws.WebIdentitySessionBuilder;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.store.TokenStore;

/**
 * The sessions of this process that were made from a configuration, so that however many are asked
 * for, a person is asked once. Equal configurations have one session; those that differ only in
 * what is wanted of AWS have one sign-in, through one store; but for those whose tokens are bound
 * to a key, of which each has its own. A session lasts as long as somebody holds a source that came
 * from here, and is then forgotten with its tokens.
 */
final class SharedSessions {

  private static final SharedSessions OF_THIS_PROCESS = new SharedSessions();

  private final Shared<SessionKey, OktaAwsSession> sessions = new Shared<>();
  private final Shared<TokenSessionKey, WebIdentitySession> tokenSessions = new Shared<>();
  private final Shared<StoreKey, TokenStore> stores = new Shared<>();

  private record SessionKey(WebSettings settings, StoreChoice store) {}

  private record TokenSessionKey(AccessTokenSettings settings, StoreChoice store) {}

  /**
   * In memory, a store is of one sign-in, so that its tokens go when that is not wanted any more.
   */
  private record StoreKey(StoreChoice store, Object signIn) {}

  static SharedSessions ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** The configured role, from a session that others may have as well. */
  RoleCredentialsSource role(OktaAwsConfig config) {
    return switch (config.flow()) {
      case WEB -> WantedRole.of(config).from(session(config));
      case M2M, DIRECT -> config.role(tokenSession(config));
    };
  }

  OktaAwsSession session(OktaAwsConfig config) {
    WebSettings settings = WebSettings.of(config);
    StoreChoice choice = StoreChoice.of(config);
    return sessions.get(
        new SessionKey(settings, choice),
        () -> {
          OktaAwsSessionBuilder builder = settings.builder();
          if (!settings.signIn().dpop()) {
            builder.store(store(choice, settings.signIn()));
          }
          return builder.build();
        });
  }

  /** Nobody is there to give a password that is not set. */
  WebIdentitySession tokenSession(OktaAwsConfig config) {
    AccessTokenSettings settings = AccessTokenSettings.of(config);
    if (config.flow() == Flow.DIRECT) {
      config.require(Setting.PASSWORD);
    }
    StoreChoice choice = StoreChoice.of(config);
    return tokenSessions.get(
        new TokenSessionKey(settings, choice),
        () -> {
          WebIdentitySessionBuilder builder =
              settings.builder(
                  config,
                  () -> config.require(Setting.PASSWORD).toCharArray(),
                  DirectPrompt.console());
          if (!settings.signIn().dpop()) {
            builder.store(store(choice, settings.signIn()));
          }
          return builder.build();
        });
  }

  private TokenStore store(StoreChoice choice, Object signIn) {
    Object sharing = choice.inMemory() ? signIn : "";
    return stores.get(new StoreKey(choice, sharing), choice::make);
  }

  int size() {
    return sessions.size() + tokenSessions.size();
  }
}
