package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.OktaAwsEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MicrometerListenerTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ProviderRig rig = new ProviderRig();
  private final MicrometerListener listener = MicrometerListener.create();

  @BeforeEach
  void listen() {
    Metrics.addRegistry(registry);
  }

  @AfterEach
  void forget() {
    Metrics.globalRegistry.clear();
    Metrics.removeRegistry(registry);
  }

  @Test
  void countsRefreshesAndFailuresByRole() {
    rig.source.before(() -> rig.pass(Duration.ofMillis(350)));
    OktaAwsCredentialsProvider provider = rig.warm(rig.builder().listener(listener));
    rig.pass(Duration.ofHours(1));
    rig.source.failsWith(ProviderRig.networkDown());
    assertThatThrownBy(provider::resolveCredentials).hasMessageContaining("acme.okta.com");

    Timer refreshes = registry.get("okta.aws.refreshes").tag("role", ScriptedSource.ROLE).timer();
    assertThat(refreshes.count()).isEqualTo(1);
    assertThat(refreshes.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(350);
    Counter failures =
        registry
            .get("okta.aws.failures")
            .tag("role", ScriptedSource.ROLE)
            .tag("cause", "NetworkException")
            .counter();
    assertThat(failures.count()).isEqualTo(1);
  }

  @Test
  void countsWhatASessionTells() {
    listener.on(new OktaAwsEvent.PromptShown("acme.okta.com", Duration.ofMinutes(10)));
    listener.on(
        new OktaAwsEvent.SignedIn(
            "acme.okta.com", "jane", rig.clocks.wall().instant(), /* asked= */ true));
    listener.on(new OktaAwsEvent.Waiting("another process's sign-in"));

    assertThat(registry.get("okta.aws.prompts").tag("org", "acme.okta.com").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("okta.aws.signins").tag("asked", "true").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("okta.aws.waits").counter().count()).isEqualTo(1);
    assertThat(registry.getMeters())
        .as("who signed in is nobody's metric")
        .allSatisfy(meter -> assertThat(meter.getId().toString()).doesNotContain("jane"));
    assertThat(listener).hasToString("MicrometerListener");
  }

  @Test
  void withoutMicrometerTheProviderWorksAndTheListenerSaysWhatIsMissing() throws Exception {
    List<URL> others = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      // a second Logback would begin the log of the whole run anew
      if (!entry.contains("micrometer") && !entry.contains("logback")) {
        others.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader without =
        new URLClassLoader(others.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> source = without.loadClass("io.github.oktaaws.RoleCredentialsSource");
      Object failing =
          Proxy.newProxyInstance(
              without,
              new Class<?>[] {source},
              (proxy, method, arguments) -> {
                throw new IllegalStateException("reached the source");
              });
      Class<?> provider = without.loadClass(OktaAwsCredentialsProvider.class.getName());
      Object one = provider.getMethod("create", source).invoke(null, failing);
      assertThatThrownBy(() -> provider.getMethod("resolveCredentials").invoke(one))
          .cause()
          .hasMessage("reached the source");

      Method create = without.loadClass(MicrometerListener.class.getName()).getMethod("create");
      assertThatThrownBy(() -> create.invoke(null))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageContaining("Add io.micrometer:micrometer-core");
    }
  }
}
