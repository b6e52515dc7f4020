package io.github.oktaaws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.signin.SignIn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionCalledFromWithinTest {

  @Test
  @Timeout(30)
  void aStepThatCallsItsOwnSessionGetsAnErrorInsteadOfAnEndlessRecursion() {
    List<Runnable> again = new ArrayList<>();
    SignIn recursive =
        () -> {
          again.forEach(Runnable::run);
          throw new AssertionError("the session let itself be called");
        };
    OktaAwsSession session =
        OktaAwsSession.builder("acme.okta.com", "client").signIn(recursive).build();
    again.add(session::signIn);

    assertThatThrownBy(session::signIn)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("called from within its own work");
  }
}
