package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application server drops an application's class loader when it is taken down. */
@Timeout(120)
class ClassLoaderTest {

  @Test
  void aProviderThatWasUsedDoesNotKeepItsClassLoaderAlive() throws Exception {
    WeakReference<ClassLoader> dropped = usedAndDropped();
    Callers.eventually(
        () -> {
          System.gc();
          return dropped.get() == null;
        });
    assertThat(dropped.get()).isNull();
  }

  private static WeakReference<ClassLoader> usedAndDropped() throws Exception {
    try (URLClassLoader application =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Thread current = Thread.currentThread();
      ClassLoader before = current.getContextClassLoader();
      current.setContextClassLoader(application);
      try {
        use(application);
      } finally {
        current.setContextClassLoader(before);
      }
      return new WeakReference<>(application);
    }
  }

  /** Waits for credentials in both ways, with a limit to the wait, and closes. */
  private static void use(ClassLoader application) throws Exception {
    Class<?> source = application.loadClass("io.github.oktaaws.RoleCredentialsSource");
    Object given = credentials(application);
    Gate upstream = new Gate();
    InvocationHandler giving =
        (proxy, method, arguments) -> {
          upstream.run();
          return given;
        };
    Class<?> type = application.loadClass(OktaAwsCredentialsProvider.class.getName());
    Object builder =
        type.getMethod("builder", source)
            .invoke(null, Proxy.newProxyInstance(application, new Class<?>[] {source}, giving));
    builder
        .getClass()
        .getMethod("resolveTimeout", Duration.class)
        .invoke(builder, Duration.ofMinutes(1));
    Object provider = builder.getClass().getMethod("build").invoke(builder);
    var later = (CompletableFuture<?>) type.getMethod("resolveIdentity").invoke(provider);
    assertThat(later).isNotDone();
    upstream.open();
    assertThat(type.getMethod("resolveCredentials").invoke(provider)).isNotNull();
    assertThat(later).succeedsWithin(Duration.ofSeconds(60));
    type.getMethod("close").invoke(provider);
  }

  private static Object credentials(ClassLoader application) throws Exception {
    Class<?> type = application.loadClass("io.github.oktaaws.RoleCredentials");
    return type.getConstructors()[0].newInstance(
        "ASIA",
        "not a secret",
        "not a token",
        Instant.now().plusSeconds(3600),
        Duration.ofHours(1),
        Instant.now(),
        ScriptedSource.ROLE,
        "arn:aws:sts::123456789012:assumed-role/Analyst/jane",
        "123456789012",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static URL[] classPath() throws Exception {
    List<URL> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      // a second Logback would begin the log of the whole run anew
      if (!entry.contains("logback")) {
        entries.add(Path.of(entry).toUri().toURL());
      }
    }
    return entries.toArray(URL[]::new);
  }
}
