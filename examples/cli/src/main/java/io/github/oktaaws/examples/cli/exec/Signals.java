package io.github.oktaaws.examples.cli.exec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the process does on signals, until it is closed. {@code sun.misc.Signal} is the JDK's only
 * way to that, and found by name: where it is missing, signals do what they always do.
 */
public final class Signals implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private final Map<String, Object> before = new LinkedHashMap<>();

  private Signals() {}

  /**
   * Lets signals run actions instead of ending the process. A signal that the process was started
   * to ignore (as by {@code nohup}) stays ignored.
   *
   * @param actions what to run, by the signal's name without {@code SIG}, on a thread of its own
   * @return what puts it back
   */
  public static Signals handling(Map<String, Runnable> actions) {
    Signals signals = new Signals();
    actions.forEach(signals::handle);
    return signals;
  }

  private void handle(String name, Runnable action) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object old = install(name, proxy(handler, action));
      if (old == null) {
        return;
      }
      if (old.equals(handler.getField("SIG_IGN").get(null))) {
        install(name, old);
      } else {
        before.put(name, old);
      }
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.debug("Signal {} is not handled", name, e);
    }
  }

  private static Object proxy(Class<?> handler, Runnable action) {
    return Proxy.newProxyInstance(
        Signals.class.getClassLoader(),
        new Class<?>[] {handler},
        (self, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.run();
                yield null;
              }
              case "equals" -> self == arguments[0];
              case "hashCode" -> System.identityHashCode(self);
              default -> "handler";
            });
  }

  private static @Nullable Object install(String name, Object handler)
      throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    try {
      return signal
          .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
          .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    } catch (InvocationTargetException e) {
      // there is no such signal here, or the JVM keeps it for itself
      throw new IllegalArgumentException(e.getCause());
    }
  }

  @Override
  public void close() {
    before.forEach(
        (name, handler) -> {
          try {
            install(name, handler);
          } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("Signal {} is not put back", name, e);
          }
        });
    before.clear();
  }
}
