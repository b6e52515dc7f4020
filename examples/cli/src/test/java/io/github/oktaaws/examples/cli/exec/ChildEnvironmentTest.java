package io.github.oktaaws.examples.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.output.Variables;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEnvironmentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_SECURITY_TOKEN",
        "AWS_CREDENTIAL_EXPIRATION",
        "AWS_PROFILE",
        "AWS_DEFAULT_PROFILE",
        "AWS_ROLE_ARN",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "OKTA_AWSCLI_PRIVATE_KEY",
        "OKTA_AWSCLI_PASSWORD",
        "OKTA_AWS_STORE_KEY"
      })
  void whatWouldLeadToOtherCredentialsAndOurSecretsAreRemoved(String name) {
    assertThat(prepared(name, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWS_CONFIG_FILE",
        "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_CA_BUNDLE",
        "AWS_ENDPOINT_URL",
        "AWS_PAGER",
        "OKTA_AWSCLI_ORG_DOMAIN",
        "OKTA_AWSCLI_PRIVATE_KEY_FILE",
        "aws_profile"
      })
  void everythingElseStays(String name) {
    assertThat(prepared(name, false)).containsKey(name);
  }

  @Test
  void whereNamesHaveNoCaseOldOnesAreRemovedInAnyCase() {
    assertThat(prepared("Aws_Profile", true)).isEmpty();
  }

  @Test
  void newValuesTakeThePlaceOfOldOnesInAnyCase() {
    Map<String, String> environment = new HashMap<>(Map.of("Aws_Region", "old", "Path", "kept"));

    ChildEnvironment.prepare(environment, new Variables(Map.of("AWS_REGION", "new")), true);

    assertThat(environment).isEqualTo(Map.of("AWS_REGION", "new", "Path", "kept"));
  }

  private static Map<String, String> prepared(String name, boolean anyCase) {
    Map<String, String> environment = new HashMap<>(Map.of(name, "value"));
    ChildEnvironment.prepare(environment, new Variables(Map.of()), anyCase);
    return environment;
  }
}
