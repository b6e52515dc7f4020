package io.github.oktaaws.saml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void theRehearsalReadsAPageToItsEnd() {
    SamlAssertion assertion = Rehearsal.run();

    assertThat(assertion.roles()).extracting(AwsRole::roleName).containsExactly("rehearsal");
    assertThat(assertion.notOnOrAfter()).isPresent();
  }
}
