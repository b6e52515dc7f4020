package io.github.oktaaws.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.examples.cli.OfferedRoles.Offered;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    assertThat(offered).filteredOn(wanted(null, null)::matches).isEqualTo(offered);
    assertThat(offered)
        .filteredOn(wanted(null, ADMIN)::matches)
        .containsExactly(ADMIN, ADMIN_THROUGH_OTHER);
    assertThat(offered).filteredOn(wanted(ANALYST, null)::matches).containsExactly(ADMIN, ANALYST);
    assertThat(offered)
        .filteredOn(wanted(ADMIN_THROUGH_OTHER, ADMIN)::matches)
        .containsExactly(ADMIN_THROUGH_OTHER);
  }

  @Test
  void rolesThatLookAlikeAreShownInFull() {
    FederationApp app = FederationApp.withId("0oa1");
    List<Offered> offered =
        Stream.of(ADMIN, ADMIN_THROUGH_OTHER, ANALYST).map(role -> new Offered(app, role)).toList();
    var label = labels().roles(offered).label();

    assertThat(label.apply(offered.get(1)))
        .isEqualTo(ACCOUNT + "role/Admin through " + ACCOUNT + "saml-provider/Other, app 0oa1");
    assertThat(label.apply(offered.get(2))).isEqualTo("Analyst (account 123456789012)");
  }

  @Test
  void appsThatLookAlikeAreShownWithTheirIds() {
    FederationApp one = new FederationApp("0oa1", "AWS", Optional.empty(), Optional.empty());
    FederationApp other = new FederationApp("0oa2", "AWS", Optional.empty(), Optional.empty());

    assertThat(labels().identityProviders(List.of(one, other)).label().apply(other))
        .isEqualTo("AWS, app 0oa2");
  }

  private static WantedRole wanted(@Nullable AwsRole provider, @Nullable AwsRole role) {
    Map<String, String> given = new HashMap<>();
    if (provider != null) {
      given.put("aws-iam-idp", provider.principalArn());
    }
    if (role != null) {
      given.put("aws-iam-role", role.roleArn());
    }
    return new WantedRole(Program.settings(given, Map.of()));
  }

  private static Labels labels() {
    return new Labels(Program.settings(Map.of(), Map.of()));
  }

  private static AwsRole role(String name, String provider) {
    return new AwsRole(ACCOUNT + "role/" + name, ACCOUNT + "saml-provider/" + provider);
  }
}
