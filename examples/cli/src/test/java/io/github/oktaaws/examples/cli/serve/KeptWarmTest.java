package io.github.oktaaws.examples.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class KeptWarmTest {

  private final SteadyProvider provider = new SteadyProvider();
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void theProviderIsCalledThoughNobodyAsks() {
    try (KeptWarm warm = KeptWarm.every(Duration.ofMillis(1), provider, said::add)) {
      assertThat(warm).isNotNull();
      await().until(() -> provider.calls() > 3);
    }
    assertThat(said).isEmpty();
  }

  @Test
  void aFailureIsToldOnceAndItsEndToo() {
    OktaAwsException failure =
        new NetworkException("acme.okta.com", ErrorContext.at(Step.TOKEN_EXCHANGE));
    provider.answer(CompletableFuture.failedFuture(failure));
    try (KeptWarm warm = KeptWarm.every(Duration.ofMillis(1), provider, said::add)) {
      assertThat(warm).isNotNull();
      await().until(() -> provider.calls() > 5);
      provider.answer(SteadyProvider.complete("ASIARENEWED"));
      await().until(() -> said.size() > 1);
    }

    assertThat(said)
        .containsExactly(
            "There are no credentials to serve. " + failure.getMessage(),
            "Credentials are served again.");
  }
}
