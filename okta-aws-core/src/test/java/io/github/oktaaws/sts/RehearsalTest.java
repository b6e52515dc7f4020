package io.github.oktaaws.sts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void theRehearsalGoesOnToTheCredentials() {
    assertThat(Rehearsal.saml().accessKeyId()).isEqualTo("rehearsal");
    assertThat(Rehearsal.webIdentity().accessKeyId()).isEqualTo("rehearsal");
  }
}
