package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.NoRolesException;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoleChoiceTest {

  private static final String ACCOUNT = "arn:aws:iam::123456789012:";
  private static final AwsRole ADMIN = role("Admin", "Okta");
  private static final AwsRole ADMIN_THROUGH_OTHER = role("Admin", "Other");
  private static final AwsRole ANALYST = role("Analyst", "Okta");

  @Test
  void onlyTheRoleAndTheIdpThatWereAskedForAreLeft() {
    List<AwsRole> offered = List.of(ADMIN, ADMIN_THROUGH_OTHER, ANALYST);

    assertThat(wanted(null, null).among(offered)).isEqualTo(offered);
    assertThat(wanted(null, ADMIN).among(offered)).containsExactly(ADMIN, ADMIN_THROUGH_OTHER);
    assertThat(wanted(ANALYST, null).among(offered)).containsExactly(ADMIN, ANALYST);
    assertThat(wanted(ADMIN_THROUGH_OTHER, ADMIN).among(offered))
        .containsExactly(ADMIN_THROUGH_OTHER);
  }

  @Test
  void theSameRoleTwiceInAnAssertionIsNoChoice() {
    assertThat(wanted(null, null).among(List.of(ADMIN, ADMIN))).containsExactly(ADMIN);
  }

  @Test
  void nothingElseIsTakenForWhatWasAskedFor() {
    assertThatThrownBy(() -> wanted(ADMIN_THROUGH_OTHER, ANALYST).among(List.of(ADMIN, ANALYST)))
        .isInstanceOf(RoleNotInAssertionException.class)
        .hasMessageContaining("role/Analyst through " + ACCOUNT + "saml-provider/Other");
    assertThatThrownBy(() -> wanted(ADMIN_THROUGH_OTHER, null).among(List.of(ADMIN)))
        .isInstanceOf(RoleNotInAssertionException.class)
        .hasMessageContaining("saml-provider/Other");
    assertThatThrownBy(() -> wanted(null, null).among(List.of()))
        .isInstanceOf(NoRolesException.class);
  }

  @Test
  void rolesThatLookAlikeAreShownInFull() {
    var label = Labels.roles(List.of(ADMIN, ADMIN_THROUGH_OTHER, ANALYST)).label();

    assertThat(label.apply(ADMIN_THROUGH_OTHER))
        .isEqualTo(ACCOUNT + "role/Admin through " + ACCOUNT + "saml-provider/Other");
    assertThat(label.apply(ANALYST)).isEqualTo("Analyst (account 123456789012)");
  }

  @Test
  void appsThatLookAlikeAreShownWithTheirIds() {
    FederationApp one = new FederationApp("0oa1", "AWS", Optional.empty(), Optional.empty());
    FederationApp other = new FederationApp("0oa2", "AWS", Optional.empty(), Optional.empty());

    assertThat(Labels.identityProviders(List.of(one, other)).label().apply(other))
        .isEqualTo("AWS, app 0oa2");
  }

  @Test
  void aShellCannotMisreadAValue() {
    assertThat(ShellExports.quoted("IQoJb3JpZ2luX2Vj/+==")).isEqualTo("IQoJb3JpZ2luX2Vj/+==");
    assertThat(ShellExports.quoted("a b;$(x)")).isEqualTo("'a b;$(x)'");
    assertThat(ShellExports.quoted("it's")).isEqualTo("'it'\\''s'");
    assertThat(ShellExports.quoted("")).isEqualTo("''");
  }

  private static WantedRole wanted(@Nullable AwsRole provider, @Nullable AwsRole role) {
    return new WantedRole(
        provider == null ? null : provider.principalArn(), role == null ? null : role.roleArn());
  }

  private static AwsRole role(String name, String provider) {
    return new AwsRole(ACCOUNT + "role/" + name, ACCOUNT + "saml-provider/" + provider);
  }
}
