package io.github.oktaaws.federation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void theRehearsalGoesOnToTheToken() {
    assertThat(Rehearsal.run().value()).isEqualTo("rehearsal");
  }
}
