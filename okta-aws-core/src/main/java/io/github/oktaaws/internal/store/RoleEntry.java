package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oktaaws.RoleCredentials;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry with a role's credentials. */
record RoleEntry(
    @JsonProperty("version") int version,
    @JsonProperty("key") @Nullable RoleEcho key,
    @JsonProperty("credentials") @Nullable WrittenCredentials credentials) {

  Optional<RoleCredentials> toCredentials() {
    return Optional.ofNullable(credentials).flatMap(WrittenCredentials::read);
  }

  /** Prints no secret. */
  @Override
  public String toString() {
    return "RoleEntry[" + credentials + "]";
  }
}
