package io.github.oktaaws.internal;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is made when it is first needed, and then is the same for everybody. Where making it fails,
 * the next one who needs it tries again. Safe for use by several threads.
 *
 * @param <T> what it is
 */
public final class MadeOnce<T> implements Supplier<T> {

  private final Supplier<? extends T> making;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable T made;

  /**
   * Nothing is made yet.
   *
   * @param making makes it
   */
  public MadeOnce(Supplier<? extends T> making) {
    this.making = Objects.requireNonNull(making, "making");
  }

  @Override
  public T get() {
    T known = made;
    return known != null ? known : make();
  }

  private T make() {
    lock.lock();
    try {
      T known = made;
      if (known == null) {
        known = Objects.requireNonNull(making.get(), "made");
        made = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }
}
