package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oktaaws.signin.OktaTokens;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry with a sign-in's tokens. */
record SignInEntry(
    @JsonProperty("version") int version,
    @JsonProperty("key") @Nullable KeyEcho key,
    @JsonProperty("tokens") @Nullable WrittenTokens tokens) {

  Optional<OktaTokens> toTokens() {
    return Optional.ofNullable(tokens).flatMap(WrittenTokens::read);
  }

  /** Prints no token. */
  @Override
  public String toString() {
    return "SignInEntry[" + key + "]";
  }
}
