package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oktaaws.store.SignInKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key of a sign-in, as it is written into the entry. */
record KeyEcho(
    @JsonProperty("org") @Nullable String org,
    @JsonProperty("authorization_server") @Nullable String authorizationServer,
    @JsonProperty("client_id") @Nullable String clientId,
    @JsonProperty("scopes") @Nullable List<String> scopes,
    @JsonProperty("flow") @Nullable String flow,
    @JsonProperty("login_hint") @Nullable String loginHint) {

  static KeyEcho of(SignInKey key) {
    return new KeyEcho(
        key.org().toString(),
        key.authorizationServer().toString(),
        key.clientId(),
        key.scopes().stream().sorted().toList(),
        key.flow(),
        key.loginHint().orElse(null));
  }
}
