package io.github.oktaaws.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.store.RoleKey;
import io.github.oktaaws.store.SignInKey;
import io.github.oktaaws.sts.RoleSessionTerms;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreEntryTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/Analyst";
  private static final SignInKey KEY =
      new SignInKey(
          URI.create("https://acme.okta.com/"),
          URI.create("https://acme.okta.com/oauth2/v1/token"),
          "0oaClient",
          Set.of("openid", "okta.apps.sso"),
          "device",
          Optional.empty());
  private static final RoleKey ROLE_KEY =
      new RoleKey(
          KEY,
          "00uJane",
          Optional.of("0oaApp"),
          Optional.empty(),
          ROLE,
          new RoleSessionTerms(Duration.ofHours(1), Optional.empty(), List.of(), Optional.empty()));
  private static final OktaTokens TOKENS =
      new OktaTokens(
          "access \" \u00e4",
          "id",
          Optional.of("refresh"),
          "Bearer",
          Set.of("openid"),
          Instant.parse("2026-03-04T05:06:07.123456789Z"),
          Duration.ofSeconds(3600, 5));
  private static final RoleCredentials CREDENTIALS =
      new RoleCredentials(
          "AKID",
          "secret",
          "token",
          Instant.parse("2026-03-04T06:06:07Z"),
          Duration.ofSeconds(3599, 1),
          Instant.parse("2026-03-04T05:06:07.000000001Z"),
          ROLE,
          "arn:aws:sts::123456789012:assumed-role/Analyst/jane",
          "123456789012",
          Optional.of("jane"),
          Optional.empty(),
          Optional.of("jane"));

  @Test
  void whatWasWrittenIsReadToTheNanosecond() {
    assertThat(StoreEntry.tokens(KEY, StoreEntry.of(KEY, TOKENS))).contains(TOKENS);
    assertThat(StoreEntry.credentials(ROLE_KEY, StoreEntry.of(ROLE_KEY, CREDENTIALS)))
        .contains(CREDENTIALS);
  }

  @Test
  void anEntryCutAnywhereIsNone() {
    byte[] tokens = StoreEntry.of(KEY, TOKENS);
    for (int length = 0; length < tokens.length; length++) {
      assertThat(StoreEntry.tokens(KEY, Arrays.copyOf(tokens, length))).as("%d", length).isEmpty();
    }
    byte[] credentials = StoreEntry.of(ROLE_KEY, CREDENTIALS);
    for (int length = 0; length < credentials.length; length++) {
      assertThat(StoreEntry.credentials(ROLE_KEY, Arrays.copyOf(credentials, length)))
          .as("%d", length)
          .isEmpty();
    }
  }

  @Test
  void anEntryOfAnotherVersionIsNone() {
    String entry = new String(StoreEntry.of(KEY, TOKENS), UTF_8);
    assertThat(entry).contains("\"version\":1");
    assertThat(
            StoreEntry.tokens(KEY, entry.replace("\"version\":1", "\"version\":2").getBytes(UTF_8)))
        .isEmpty();
    assertThat(StoreEntry.tokens(KEY, entry.replace("\"version\":1,", "").getBytes(UTF_8)))
        .isEmpty();
    String credentials = new String(StoreEntry.of(ROLE_KEY, CREDENTIALS), UTF_8);
    assertThat(credentials).contains("\"version\":1");
    assertThat(
            StoreEntry.credentials(
                ROLE_KEY, credentials.replace("\"version\":1", "\"version\":2").getBytes(UTF_8)))
        .isEmpty();
  }

  @Test
  void anEntryWithTimesThatNobodyCanReckonWithIsNone() {
    String received = "2026-03-04T05:06:07";
    String tokens = new String(StoreEntry.of(KEY, TOKENS), UTF_8);
    String credentials = new String(StoreEntry.of(ROLE_KEY, CREDENTIALS), UTF_8);
    for (String[] change :
        new String[][] {
          {received, "+1000000000-12-31T23:59:59"},
          {received, "-1000000000-01-01T00:00:00"},
          {"\"PT1H0.000000005S\"", "\"PT2562047788015215H30M7S\""},
          {"\"PT1H0.000000005S\"", "\"PT-2562047788015215H-30M-8S\""},
          {"\"PT59M59.000000001S\"", "\"PT2562047788015215H30M7S\""},
          {"\"PT59M59.000000001S\"", "\"PT-2562047788015215H-30M-8S\""},
          {"2026-03-04T06:06:07", "+1000000000-12-31T23:59:59"}
        }) {
      assertThat(tokens + credentials).contains(change[0]);
      assertThat(
              tokens.contains(change[0])
                  ? StoreEntry.tokens(KEY, tokens.replace(change[0], change[1]).getBytes(UTF_8))
                  : Optional.empty())
          .as(change[1])
          .isEmpty();
      assertThat(
              credentials.contains(change[0])
                  ? StoreEntry.credentials(
                      ROLE_KEY, credentials.replace(change[0], change[1]).getBytes(UTF_8))
                  : Optional.empty())
          .as(change[1])
          .isEmpty();
    }
  }

  @Test
  void anEntryOfAnotherKeyIsNone() {
    SignInKey other =
        new SignInKey(
            KEY.org(),
            KEY.authorizationServer(),
            "0oaOther",
            KEY.scopes(),
            "device",
            Optional.empty());
    assertThat(StoreEntry.tokens(other, StoreEntry.of(KEY, TOKENS))).isEmpty();
    assertThat(StoreEntry.credentials(ROLE_KEY, StoreEntry.of(KEY, TOKENS))).isEmpty();
    assertThat(StoreEntry.tokens(KEY, StoreEntry.of(ROLE_KEY, CREDENTIALS))).isEmpty();
  }

  @Test
  void anEntryWhoseTokensAreOfAnotherPersonThanItSaysIsNone() {
    String entry = new String(StoreEntry.of(KEY, TOKENS), UTF_8);
    assertThat(
            StoreEntry.tokens(
                KEY, entry.replace(TOKENS.subject(), "somebody else").getBytes(UTF_8)))
        .isEmpty();
  }

  @Test
  void noiseIsNone() {
    for (String noise :
        List.of("", "null", "[]", "{}", "\0\0\0", "{\"version\":1}", "{\"version\":\"1\"}")) {
      assertThat(StoreEntry.tokens(KEY, noise.getBytes(UTF_8))).as(noise).isEmpty();
      assertThat(StoreEntry.credentials(ROLE_KEY, noise.getBytes(UTF_8))).as(noise).isEmpty();
    }
  }

  @Test
  void anEntryWhoseScopesAreNoListOfTextsIsNone() {
    String entry = new String(StoreEntry.of(KEY, TOKENS), UTF_8);
    String scopes = entry.replaceAll(".*\"tokens\":.*(\"scopes\":\\[[^]]*]).*", "$1");
    assertThat(scopes).startsWith("\"scopes\":[\"");
    for (String other : List.of("[null]", "[1]", "{}", "\"openid\"", "null")) {
      int at = entry.lastIndexOf(scopes);
      String changed =
          entry.substring(0, at) + "\"scopes\":" + other + entry.substring(at + scopes.length());
      assertThat(StoreEntry.tokens(KEY, changed.getBytes(UTF_8))).as(other).isEmpty();
    }
  }

  /** botocore puts what it cannot write into the exception. */
  @Test
  void nothingOfAnEntryPrintsASecret() {
    assertThat(new WrittenTokens(TOKENS).toString() + new WrittenCredentials(CREDENTIALS))
        .doesNotContain("access \"", "Optional[refresh", "secret", "token,");
  }
}
