package io.github.oktaaws.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.InvalidAssertionException;
import org.junit.jupiter.api.Test;

class AwsRoleTest {

  private static final String ENDLESS_PARTITION =
      "arn:aws" + "-a".repeat(30_000) + ":iam::123456789012:role/dev";

  @Test
  void aValueThatIsAllPartitionIsMalformedAndDoesNotExhaustTheStack() {
    assertThat(AwsRole.pair(ENDLESS_PARTITION + "," + SamlDocument.PROVIDER)).isEmpty();
    assertThatThrownBy(
            () -> SamlAssertion.parse(SamlDocument.withRoles(ENDLESS_PARTITION).encoded()))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessageContaining("arn:aws-a-a");
    assertThatThrownBy(() -> RoleSelector.arn(ENDLESS_PARTITION))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aValueThatIsAllCommasOrBlanksIsMalformed() {
    assertThat(AwsRole.pair(SamlDocument.ROLE + ",".repeat(70_000))).isEmpty();
    assertThat(AwsRole.pair(SamlDocument.ROLE + " ".repeat(70_000) + "x")).isEmpty();
  }
}
