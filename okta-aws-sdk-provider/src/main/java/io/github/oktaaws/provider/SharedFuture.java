package io.github.oktaaws.provider;

import java.util.concurrent.CompletableFuture;

/**
 * A future that is complete, handed to everybody, and cannot be made to say something else.
 *
 * @param <T> its value
 */
final class SharedFuture<T> extends CompletableFuture<T> {

  SharedFuture(T value) {
    complete(value);
  }

  @Override
  public void obtrudeValue(T value) {
    throw refusal();
  }

  @Override
  public void obtrudeException(Throwable failure) {
    throw refusal();
  }

  private static UnsupportedOperationException refusal() {
    return new UnsupportedOperationException("This future is shared by all who ask.");
  }
}
