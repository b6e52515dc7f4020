package io.github.oktaaws.internal.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.oktaaws.internal.http.AsJson;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import io.github.oktaaws.signin.OktaTokens;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tokens as text; times in ISO 8601, to the nanosecond. */
record WrittenTokens(OktaTokens tokens) implements AsJson {

  @Override
  public void writeFields(JsonGenerator json) throws IOException {
    json.writeStringField("subject", tokens.subject());
    json.writeStringField("access_token", tokens.accessToken());
    json.writeStringField("id_token", tokens.idToken());
    json.writeStringField("refresh_token", tokens.refreshToken().orElse(null));
    json.writeStringField("token_type", tokens.tokenType());
    Json.writeTexts(json, "scopes", tokens.scopes().stream().sorted().toList());
    json.writeStringField("received_at", tokens.receivedAt().toString());
    json.writeStringField("lifetime", tokens.lifetime().toString());
  }

  /** The tokens, if that is what was written. */
  static Optional<OktaTokens> read(JsonObject json) {
    String accessToken = json.text("access_token");
    String idToken = json.text("id_token");
    String tokenType = json.text("token_type");
    List<String> scopes = json.texts("scopes");
    String receivedAt = json.text("received_at");
    String lifetime = json.text("lifetime");
    if (accessToken == null
        || idToken == null
        || tokenType == null
        || scopes == null
        || receivedAt == null
        || lifetime == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
              new OktaTokens(
                  accessToken,
                  idToken,
                  Optional.ofNullable(json.text("refresh_token")),
                  tokenType,
                  Set.copyOf(scopes),
                  Instant.parse(receivedAt),
                  Duration.parse(lifetime)))
          .filter(tokens -> tokens.subject().equals(json.text("subject")))
          .filter(
              tokens ->
                  StoreEntry.isSane(tokens.receivedAt()) && StoreEntry.isSane(tokens.lifetime()));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
