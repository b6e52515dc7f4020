package io.github.oktaaws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.signin.SignIn;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionCalledFromWithinTest {

  @Test
  @Timeout(30)
  void aStepThatCallsItsOwnSessionGetsAnErrorInsteadOfAnEndlessRecursion() {
    AtomicReference<OktaAwsSession> self = new AtomicReference<>();
    SignIn recursive =
        () -> {
          self.get().signIn();
          throw new AssertionError("the session let itself be called");
        };
    self.set(OktaAwsSession.builder("acme.okta.com", "client").signIn(recursive).build());

    assertThatThrownBy(() -> self.get().signIn())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("called from within its own work");
  }
}
