package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.oktaaws.internal.http.AsJson;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.store.RoleKey;
import io.github.oktaaws.sts.RoleSessionTerms;
import java.io.IOException;

/** The key of a role's credentials, as it is written into the entry. */
record RoleEcho(RoleKey key) implements AsJson {

  @Override
  public void writeFields(JsonGenerator json) throws IOException {
    RoleSessionTerms terms = key.terms();
    Json.writeObject(json, "sign_in", new KeyEcho(key.signIn()));
    json.writeStringField("subject", key.subject());
    json.writeStringField("federation_app", key.federationApp().orElse(null));
    json.writeStringField("principal_arn", key.principalArn().orElse(null));
    json.writeStringField("role_arn", key.roleArn());
    json.writeStringField("session_duration", terms.sessionDuration().toString());
    json.writeStringField("session_policy", terms.sessionPolicy().orElse(null));
    Json.writeTexts(json, "policy_arns", terms.policyArns());
    json.writeStringField("endpoint", terms.endpoint().map(Object::toString).orElse(null));
    json.writeStringField("role_session_name", terms.roleSessionName().orElse(null));
  }
}
