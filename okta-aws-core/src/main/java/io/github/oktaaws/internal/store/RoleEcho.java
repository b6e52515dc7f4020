package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oktaaws.store.RoleKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key of a role's credentials, as it is written into the entry. */
record RoleEcho(
    @JsonProperty("sign_in") @Nullable KeyEcho signIn,
    @JsonProperty("subject") @Nullable String subject,
    @JsonProperty("federation_app") @Nullable String federationApp,
    @JsonProperty("principal_arn") @Nullable String principalArn,
    @JsonProperty("role_arn") @Nullable String roleArn,
    @JsonProperty("session_duration") @Nullable String sessionDuration,
    @JsonProperty("session_policy") @Nullable String sessionPolicy,
    @JsonProperty("policy_arns") @Nullable List<String> policyArns,
    @JsonProperty("endpoint") @Nullable String endpoint,
    @JsonProperty("role_session_name") @Nullable String roleSessionName) {

  static RoleEcho of(RoleKey key) {
    return new RoleEcho(
        KeyEcho.of(key.signIn()),
        key.subject(),
        key.federationApp().orElse(null),
        key.principalArn().orElse(null),
        key.roleArn(),
        key.terms().sessionDuration().toString(),
        key.terms().sessionPolicy().orElse(null),
        key.terms().policyArns(),
        key.terms().endpoint().map(Object::toString).orElse(null),
        key.terms().roleSessionName().orElse(null));
  }
}
