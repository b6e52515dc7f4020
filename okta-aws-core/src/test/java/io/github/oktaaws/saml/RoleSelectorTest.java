package io.github.oktaaws.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.NoRolesException;
import io.github.oktaaws.error.RoleChoiceException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleSelectorTest {

  private static final String DEV = "arn:aws:iam::123456789012:role/dev";
  private static final String OPS = "arn:aws:iam::123456789012:role/ops";
  private static final String OKTA = "arn:aws:iam::123456789012:saml-provider/okta";
  private static final String OTHER = "arn:aws:iam::123456789012:saml-provider/other";

  private static final AwsRole DEV_OKTA = new AwsRole(DEV, OKTA);
  private static final AwsRole DEV_OTHER = new AwsRole(DEV, OTHER);
  private static final AwsRole OPS_OKTA = new AwsRole(OPS, OKTA);

  @Test
  void theOnlyRoleIsTaken() {
    assertThat(RoleSelector.only().select(List.of(DEV_OKTA))).isEqualTo(DEV_OKTA);
  }

  /** amazon-redshift-jdbc-driver 2.3.0 takes the first of a hash map. */
  @Test
  void theFirstOfSeveralIsNeverTakenSilently() {
    RoleChoiceException error =
        catchThrowableOfType(
            RoleChoiceException.class,
            () -> RoleSelector.only().select(List.of(OPS_OKTA, DEV_OKTA)));
    assertThat(error.available()).containsExactly(OPS, DEV);
  }

  @Test
  void anExplicitRoleIsTakenWhereverItStands() {
    List<AwsRole> roles = List.of(OPS_OKTA, DEV_OTHER, DEV_OKTA);

    assertThat(RoleSelector.arn(OPS).select(roles)).isEqualTo(OPS_OKTA);
    assertThat(RoleSelector.arn(DEV, OKTA).select(roles)).isEqualTo(DEV_OKTA);
    assertThat(RoleSelector.arn(DEV, OTHER).select(roles)).isEqualTo(DEV_OTHER);
  }

  @Test
  void anExplicitRoleMustBeThereEvenIfAnotherIsTheOnlyOne() {
    RoleNotInAssertionException error =
        catchThrowableOfType(
            RoleNotInAssertionException.class,
            () -> RoleSelector.arn(OPS).select(List.of(DEV_OKTA)));
    assertThat(error.wanted()).isEqualTo(OPS);
    assertThat(error.available()).containsExactly(DEV);
    assertThat(error).hasMessageContaining(DEV);
  }

  @Test
  void anExplicitProviderMustOfferTheRole() {
    RoleNotInAssertionException error =
        catchThrowableOfType(
            RoleNotInAssertionException.class,
            () -> RoleSelector.arn(OPS, OTHER).select(List.of(OPS_OKTA, DEV_OTHER)));
    assertThat(error.wanted()).isEqualTo(OPS + " via " + OTHER);
    assertThat(error.available()).containsExactly(OPS + " via " + OKTA, DEV + " via " + OTHER);
  }

  @Test
  void aRoleOfferedThroughSeveralProvidersIsNotGuessed() {
    RoleChoiceException error =
        catchThrowableOfType(
            RoleChoiceException.class,
            () -> RoleSelector.arn(DEV).select(List.of(DEV_OKTA, OPS_OKTA, DEV_OTHER)));
    assertThat(error.available()).containsExactly(DEV + " via " + OKTA, DEV + " via " + OTHER);
  }

  @Test
  void noRolesIsAnErrorOfItsOwn() {
    for (RoleSelector selector : List.of(RoleSelector.only(), RoleSelector.arn(DEV))) {
      assertThatThrownBy(() -> selector.select(List.of())).isInstanceOf(NoRolesException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dev",
        "arn:aws:iam::123456789012:role/dev ",
        "arn:aws:iam::123456789012:role/",
        "arn:aws:iam::123:role/dev",
        "arn:aws:iam::123456789012:saml-provider/okta",
        "arn:aws:sts::123456789012:assumed-role/dev/session",
        "::::::",
        "a"
      })
  void aMalformedRoleIsToldWhenItIsConfigured(String arn) {
    assertThatThrownBy(() -> RoleSelector.arn(arn))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("role/name");
    assertThatThrownBy(() -> new AwsRole(arn, OKTA)).isInstanceOf(ConfigurationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "okta", "arn:aws:iam::123456789012:role/dev"})
  void aMalformedProviderIsToldWhenItIsConfigured(String arn) {
    assertThatThrownBy(() -> RoleSelector.arn(DEV, arn))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("saml-provider/name");
    assertThatThrownBy(() -> new AwsRole(DEV, arn)).isInstanceOf(ConfigurationException.class);
  }
}
