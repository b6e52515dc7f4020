package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.asking;
import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static io.github.oktaaws.SessionOverSandbox.askingInPlaceOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.federation.TokenExchangeService;
import io.github.oktaaws.federation.WebSsoToken;
import io.github.oktaaws.internal.store.StoreEntry;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.saml.SamlAssertionService;
import io.github.oktaaws.store.KeySource;
import io.github.oktaaws.store.RoleKey;
import io.github.oktaaws.store.SignInKey;
import io.github.oktaaws.store.StoreKey;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.testing.Planted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store's whole life, for SecretScanIT to judge what was said meanwhile. */
class StoredSecretsTest {

  private final SessionOverSandbox over = new SessionOverSandbox();
  private final Path directory;
  private final byte[] key = new byte[32];
  private final List<String> kept = new ArrayList<>();

  StoredSecretsTest(@TempDir Path directory) {
    this.directory = directory.resolve("store");
    new SecureRandom().nextBytes(key);
    plantedKey(key);
  }

  @AfterEach
  void close() {
    Planted.secretsOfKind("store-entry", kept);
    over.close();
  }

  @Test
  void neitherTheDiskNorAnythingThatIsSaidHoldsWhatAStoreKeeps() throws IOException {
    TokenStore store =
        TokenStore.files(directory).encryptedWith(Planted.said(KeySource.bytes(key)));
    OktaAwsSession session = session(store);
    RoleCredentials first = Planted.said(session.role(ANALYST).get(asking()));

    over.clock.advance(Duration.ofHours(2));
    RoleCredentials second = session.role(ANALYST).get(askingInPlaceOf(first));
    Planted.secretsOfKind("refresh-token", over.grants("refresh_token"));
    assertThat(over.grants("refresh_token")).isNotEmpty();
    assertThat(second).isNotEqualTo(first);
    assertThat(kept).hasSizeGreaterThan(8);
    assertThat(written()).isNotEmpty().allSatisfy(this::holdsNothingThatIsKept);

    int prompts = over.prompts.size();
    session(TokenStore.files(directory).encryptedWith(passphrase())).role(ANALYST).get(asking());
    assertThat(over.prompts).as("another key opens nothing").hasSize(prompts + 1);

    Planted.said(session);
    Planted.said(session.signedIn());
    session.logout();
    assertThat(store.read(Planted.said(session.store().key()))).isEmpty();
    Planted.said(store);
  }

  @Test
  void noStoreHoldsADeviceCodeAWebSsoTokenOrAnAssertion() throws IOException {
    List<String> never = new ArrayList<>();
    OktaOrg org = OktaOrg.of(over.sandbox.oktaUrl());
    TokenExchangeService exchange = TokenExchangeService.create(org, over.sandbox.oidcClientId());
    SamlAssertionService assertions = SamlAssertionService.create(org);
    TokenStore store = TokenStore.files(directory).plaintext();
    OktaAwsSession session =
        over.refreshable()
            .store(new Noting(store))
            .tokenExchange(
                (tokens, app) -> {
                  WebSsoToken token = exchange.exchange(tokens, app);
                  never.add(token.value());
                  return token;
                })
            .samlAssertions(
                token -> {
                  SamlAssertion assertion = assertions.fetch(token);
                  never.add(assertion.encoded());
                  return assertion;
                })
            .build();
    RoleCredentials first = session.role(ANALYST).get(asking());
    over.clock.advance(Duration.ofHours(2));
    session.role(ANALYST).get(askingInPlaceOf(first));
    over.sandbox.requests("/oauth2/v1/token").stream()
        .map(request -> request.form().get("device_code"))
        .filter(Objects::nonNull)
        .forEach(never::add);

    assertThat(never).hasSizeGreaterThanOrEqualTo(5).doesNotContain("");
    String written = String.join("\n", written());
    RoleCredentials kept = session.role(ANALYST).get(silent());
    assertThat(written)
        .as("what may rest is legible here")
        .contains("\"access_token\"", kept.sessionToken());
    assertThat(never).noneMatch(written::contains);
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutBeingShown() {
    byte[] tooLong = Arrays.copyOf(key, 48);
    plantedKey(tooLong);
    Planted.thrown(
        catchThrowableOfType(ConfigurationException.class, () -> KeySource.bytes(tooLong)));
    TokenStore store = TokenStore.files(directory).encryptedWith(salt -> tooLong.clone());
    SignInKey any = session(TokenStore.inMemory()).store().key();
    Planted.thrown(
        catchThrowableOfType(
            ConfigurationException.class, () -> store.write(any, "an entry".getBytes(UTF_8))));
  }

  private OktaAwsSession session(TokenStore store) {
    return over.refreshable().store(new Noting(store)).build();
  }

  private static KeySource passphrase() {
    String passphrase = "correct horse battery staple";
    Planted.secretsOfKind("store-key", List.of(passphrase));
    return Planted.said(KeySource.passphrase(passphrase.toCharArray()));
  }

  private static void plantedKey(byte[] key) {
    Planted.secretsOfKind(
        "store-key",
        List.of(
            Base64.getEncoder().encodeToString(key),
            HexFormat.of().formatHex(key),
            Arrays.toString(key)));
  }

  private List<String> written() throws IOException {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.add(Files.readString(file, ISO_8859_1));
      }
    }
    return contents;
  }

  private void holdsNothingThatIsKept(String file) {
    assertThat(kept).noneMatch(file::contains);
  }

  /** Notes the secrets of each entry on its way into a store. */
  private final class Noting implements TokenStore {
    private final TokenStore store;

    Noting(TokenStore store) {
      this.store = store;
    }

    @Override
    public Optional<byte[]> read(StoreKey key) {
      return store.read(key);
    }

    @Override
    public void write(StoreKey key, byte[] entry) {
      if (key instanceof SignInKey signIn) {
        StoreEntry.tokens(signIn, entry)
            .ifPresent(
                tokens -> {
                  kept.addAll(List.of(tokens.accessToken(), tokens.idToken()));
                  tokens.refreshToken().ifPresent(kept::add);
                });
      } else if (key instanceof RoleKey role) {
        StoreEntry.credentials(role, entry)
            .ifPresent(
                credentials ->
                    kept.addAll(
                        List.of(credentials.secretAccessKey(), credentials.sessionToken())));
      }
      kept.add(Base64.getEncoder().encodeToString(entry));
      kept.add(HexFormat.of().formatHex(entry));
      store.write(key, entry);
    }

    @Override
    public void remove(StoreKey key) {
      store.remove(key);
    }

    @Override
    public Lock lock(StoreKey key, Duration atMost) {
      return store.lock(key, atMost);
    }

    @Override
    public String toString() {
      return store.toString();
    }
  }
}
