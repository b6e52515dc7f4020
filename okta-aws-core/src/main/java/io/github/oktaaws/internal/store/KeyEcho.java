package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.oktaaws.internal.http.AsJson;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.store.SignInKey;
import java.io.IOException;

/** The key of a sign-in, as it is written into the entry. */
record KeyEcho(SignInKey key) implements AsJson {

  @Override
  public void writeFields(JsonGenerator json) throws IOException {
    json.writeStringField("org", key.org().toString());
    json.writeStringField("authorization_server", key.authorizationServer().toString());
    json.writeStringField("client_id", key.clientId());
    Json.writeTexts(json, "scopes", key.scopes().stream().sorted().toList());
    json.writeStringField("flow", key.flow());
    json.writeStringField("login_hint", key.loginHint().orElse(null));
  }
}
