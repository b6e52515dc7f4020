package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oktaaws.signin.OktaTokens;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens as text; times in ISO 8601, to the nanosecond. */
record WrittenTokens(
    @JsonProperty("subject") @Nullable String subject,
    @JsonProperty("access_token") @Nullable String accessToken,
    @JsonProperty("id_token") @Nullable String idToken,
    @JsonProperty("refresh_token") @Nullable String refreshToken,
    @JsonProperty("token_type") @Nullable String tokenType,
    @JsonProperty("scopes") @Nullable List<String> scopes,
    @JsonProperty("received_at") @Nullable String receivedAt,
    @JsonProperty("lifetime") @Nullable String lifetime) {

  static WrittenTokens of(OktaTokens tokens) {
    return new WrittenTokens(
        tokens.subject(),
        tokens.accessToken(),
        tokens.idToken(),
        tokens.refreshToken().orElse(null),
        tokens.tokenType(),
        tokens.scopes().stream().sorted().toList(),
        tokens.receivedAt().toString(),
        tokens.lifetime().toString());
  }

  Optional<OktaTokens> read() {
    if (accessToken == null
        || idToken == null
        || tokenType == null
        || scopes == null
        || scopes.contains(null)
        || receivedAt == null
        || lifetime == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
              new OktaTokens(
                  accessToken,
                  idToken,
                  Optional.ofNullable(refreshToken),
                  tokenType,
                  Set.copyOf(scopes),
                  Instant.parse(receivedAt),
                  Duration.parse(lifetime)))
          .filter(tokens -> tokens.subject().equals(subject))
          .filter(
              tokens ->
                  StoreEntry.isSane(tokens.receivedAt()) && StoreEntry.isSane(tokens.lifetime()));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Prints no token. */
  @Override
  public String toString() {
    return "WrittenTokens[" + subject + "]";
  }
}
