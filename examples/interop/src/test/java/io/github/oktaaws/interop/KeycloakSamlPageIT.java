package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our reading of the page and the assertion that Keycloak would post to AWS. */
@ExtendWith(PeerServers.class)
class KeycloakSamlPageIT {

  @Test
  void reads_the_assertion_of_a_person_with_two_roles(KeycloakServer keycloak) {
    SamlAssertion assertion =
        SamlAssertion.fromPage(new KeycloakPerson("jane").awsPage(keycloak.realm()));

    String provider = "arn:aws:iam::123456789012:saml-provider/Okta";
    assertThat(assertion.roles())
        .containsExactlyInAnyOrder(
            new AwsRole("arn:aws:iam::123456789012:role/Admin", provider),
            new AwsRole("arn:aws:iam::123456789012:role/ReadOnly", provider));
    assertThat(assertion.issuer()).isEqualTo(keycloak.realm().issuer().toString());
    assertThat(assertion.roleSessionName()).contains("jane");
    assertThat(assertion.nameId()).isPresent();
    assertThat(assertion.destination()).contains("https://signin.aws.amazon.com/saml");
    assertThat(assertion.sessionDuration()).contains(Duration.ofHours(8));
    assertThat(assertion.notOnOrAfter())
        .hasValueSatisfying(
            end -> assertThat(end).isBetween(Instant.now(), Instant.now().plusSeconds(600)));
    assertThat(SamlAssertion.parse(assertion.encoded())).isEqualTo(assertion);
  }
}
