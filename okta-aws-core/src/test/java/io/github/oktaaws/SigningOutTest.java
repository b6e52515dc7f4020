package io.github.oktaaws;

import static io.github.oktaaws.RoleCredentialsSource.Request.silent;
import static io.github.oktaaws.SessionOverSandbox.ANALYST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.store.KeySource;
import io.github.oktaaws.store.TokenStore;
import io.github.oktaaws.testkit.OidcApp;
import io.github.oktaaws.testkit.SandboxRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing out forgets whatever happens, and tells Okta of all that is to be told. */
class SigningOutTest {

  private final SessionOverSandbox over = new SessionOverSandbox();
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void close() {
    over.close();
  }

  private OktaAwsSession session() {
    return over.refreshable().store(store).build();
  }

  private List<String> revoked() {
    return over.sandbox.requests("/oauth2/v1/revoke").stream()
        .map(SandboxRequest::form)
        .map(form -> form.getOrDefault("token", ""))
        .toList();
  }

  @Test
  void aProgramThatIsAtWorkOnTheSignInIsNotWaitedForUntilItsPersonAnswers() {
    List<Duration> waits = new ArrayList<>();
    session().signIn();
    OktaAwsSession session = over.refreshable().store(new HeldTokenStore(store, waits)).build();

    assertThatThrownBy(session::logout).isInstanceOf(TimedOutException.class);

    assertThat(waits).containsExactly(Duration.ZERO, Duration.ofMinutes(1));
    assertThat(session.signedIn()).isEmpty();
    assertThat(session().signedIn()).isEmpty();
  }

  @Test
  void anInterruptedThreadForgetsAllTheSame() {
    OktaAwsSession session = session();
    session.signIn();
    Thread.currentThread().interrupt();

    assertThatThrownBy(session::logout).isInstanceOf(CancelledException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(session.signedIn()).isEmpty();
    assertThat(session().signedIn()).isEmpty();
  }

  @Test
  void aStoreThatRefusesDoesNotKeepTheSessionFromForgetting(@TempDir Path root) throws IOException {
    Path directory = root.resolve("store");
    OktaAwsSession session =
        over.refreshable()
            .store(TokenStore.files(directory).encryptedWith(KeySource.bytes(new byte[32])))
            .build();
    session.signIn();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(session::logout).isInstanceOf(ConfigurationException.class);

    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    assertThat(session.signedIn()).isEmpty();
    assertThatThrownBy(() -> session.role(ANALYST).get(silent()))
        .isInstanceOf(SignInRequiredException.class);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".tokens"));
    }
  }

  @Test
  void tokensInHandAreRevokedBesidesThoseOfTheStore() {
    OktaAwsSession janes = session();
    janes.signIn();
    over.sandbox.reconfigure(
        over.sandbox
            .org()
            .withOidcApp(
                OidcApp.of(over.sandbox.oidcClientId(), "AWS command line")
                    .withAssignedTo("jane", "john")));
    store.remove(janes.store().key());
    over.person = "john";
    session().signIn();

    janes.logout();

    assertThat(revoked()).hasSize(4).doesNotHaveDuplicates();
    assertThat(session().signedIn()).isEmpty();
  }

  @Test
  void whatOktaDidNotTakeDoesNotKeepTheRestFromBeingRevoked() {
    OktaAwsSession one = session();
    one.signIn();
    over.clock.advance(Duration.ofMinutes(59));
    session().signIn();
    over.sandbox.answerNext("/oauth2/v1/revoke", 503, Map.of(), "");

    assertThatThrownBy(one::logout).isInstanceOf(ServerErrorException.class);

    assertThat(revoked()).hasSizeGreaterThan(2);
    assertThat(one.signedIn()).isEmpty();
  }
}
