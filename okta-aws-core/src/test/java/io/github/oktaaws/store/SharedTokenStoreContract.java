package io.github.oktaaws.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.error.TimedOutException;
import org.junit.jupiter.api.Test;

/**
 * What a {@link TokenStore} promises besides the {@link TokenStoreContract} if several objects of
 * it, as in several processes, share their entries and locks.
 */
public abstract class SharedTokenStoreContract extends TokenStoreContract {

  /** For subclasses. */
  protected SharedTokenStoreContract() {}

  /**
   * Opens the place where a test's entries are.
   *
   * @return another object on the same entries, of which there are none before a test's first write
   */
  protected abstract TokenStore open();

  @Override
  protected final TokenStore newStore() {
    return open();
  }

  @Test
  void whatOneWroteAnotherReads() {
    TokenStore openedBefore = open();
    assertThat(openedBefore.read(signIn)).isEmpty();

    store.write(signIn, bytes("tokens"));
    store.write(role, bytes("credentials"));

    assertThat(openedBefore.read(signIn)).hasValue(bytes("tokens"));
    assertThat(open().read(role)).hasValue(bytes("credentials"));
  }

  @Test
  void theLastWriteWinsWhoeverWroteIt() {
    TokenStore other = open();
    store.write(role, bytes("first"));
    other.write(role, bytes("second"));
    assertRead(role, "second");
    store.write(role, bytes("third"));
    assertThat(other.read(role)).hasValue(bytes("third"));
  }

  @Test
  void whatOneRemovedIsGoneForAll() {
    TokenStore other = open();
    store.write(signIn, bytes("tokens"));
    store.write(role, bytes("credentials"));
    assertThat(other.read(role)).isPresent();

    other.remove(signIn);

    assertThat(store.read(signIn)).isEmpty();
    assertThat(store.read(role)).isEmpty();
    assertThat(open().read(role)).isEmpty();
  }

  @Test
  void whatOneLockedNobodyElseHas() {
    TokenStore other = open();
    holding(
        role,
        () ->
            assertThat(elsewhere(() -> attempt(other, role)))
                .isInstanceOf(TimedOutException.class));
    assertThat(elsewhere(() -> attempt(other, role))).isNull();
  }
}
