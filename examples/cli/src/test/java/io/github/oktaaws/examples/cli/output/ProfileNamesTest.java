package io.github.oktaaws.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.saml.AwsRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileNamesTest {

  private static final OfferedRole PROD_ADMIN =
      role("0oa1", "AWS Production", "111111111111", "Admin");
  private static final OfferedRole PROD_READ =
      role("0oa1", "AWS Production", "111111111111", "team/Read");
  private static final OfferedRole DEV_ADMIN = role("0oa2", "AWS Dev", "222222222222", "Admin");

  @Test
  void byDefaultANameIsTheAccountAndTheRole() {
    assertThat(names(ProfileNames.DEFAULT_TEMPLATE, PROD_ADMIN, PROD_READ, DEV_ADMIN))
        .containsExactly("111111111111-Admin", "111111111111-Read", "222222222222-Admin");
  }

  @ParameterizedTest
  @CsvSource({
    "'{alias}/{role}', corp-prod/Admin",
    "'{app}.{role}', AWS-Production.Admin",
    "'okta-{idp}-{account}', okta-Okta-111111111111",
    "'{role}@{alias}', Admin@corp-prod"
  })
  void aTemplateNamesWhatItIsMadeOf(String template, String name) {
    OfferedRole aliased =
        new OfferedRole("0oa1", "AWS Production", Optional.of("corp-prod"), PROD_ADMIN.role());

    assertThat(names(template, aliased)).containsExactly(name);
  }

  /** okta/okta-aws-cli#250, okta/okta-aws-cli#218: "org" stands for every account. */
  @Test
  void withoutAnAliasTheAccountsIdStandsForIt() {
    assertThat(names("{alias}-{role}", PROD_ADMIN, DEV_ADMIN))
        .containsExactly("111111111111-Admin", "222222222222-Admin");
  }

  @Test
  void rolesThatATemplateDoesNotTellApartGetTheirAppWhateverTheOrder() {
    List<OfferedRole> roles = new ArrayList<>(List.of(PROD_ADMIN, DEV_ADMIN, PROD_READ));
    Map<OfferedRole, String> names = ProfileNames.of("{role}").of(roles);

    assertThat(names)
        .containsEntry(PROD_ADMIN, "Admin-AWS-Production")
        .containsEntry(DEV_ADMIN, "Admin-AWS-Dev")
        .containsEntry(PROD_READ, "Read");
    Collections.reverse(roles);
    assertThat(ProfileNames.of("{role}").of(roles)).isEqualTo(names);
  }

  @Test
  void appsOfOneLabelAreToldApartByTheirIds() {
    OfferedRole other = role("0oa9", "AWS Production", "111111111111", "Admin");

    assertThat(names(ProfileNames.DEFAULT_TEMPLATE, PROD_ADMIN, other))
        .containsExactly("111111111111-Admin-0oa1", "111111111111-Admin-0oa9");
  }

  @Test
  void oneRoleThroughTwoIdentityProvidersOfAnAppIsToldApartByThem() {
    AwsRole role =
        new AwsRole(PROD_ADMIN.role().roleArn(), "arn:aws:iam::111111111111:saml-provider/New");
    OfferedRole other = new OfferedRole("0oa1", "AWS Production", Optional.empty(), role);

    assertThat(names("{account}-{role}", PROD_ADMIN, other))
        .containsExactly("111111111111-Admin-Okta", "111111111111-Admin-New");
  }

  @Test
  void whatCannotBeToldApartIsRefusedWithTheRoles() {
    // alike once what a profile's name cannot hold is replaced
    OfferedRole equals = role("0oa1", "AWS", "111111111111", "a=b");
    OfferedRole comma = role("0oa1", "AWS", "111111111111", "a,b");

    assertThatThrownBy(() -> names("{account}-{role}", equals, comma))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("role/a,b, arn:aws:iam::111111111111:role/a=b");
  }

  @Test
  void aNameThatWasMadeLongerMustNotMeetAnother() {
    OfferedRole meets = role("0oa2", "X", "333333333333", "Admin-AWS-Dev");

    assertThat(names("{role}", PROD_ADMIN, DEV_ADMIN, meets)).doesNotHaveDuplicates();
  }

  @Test
  void theDefaultProfileIsNeverTakenByAccident() {
    assertThat(names("{role}", role("0oa1", "AWS Production", "111111111111", "default")))
        .containsExactly("default-AWS-Production");
  }

  @Test
  void labelsInAnyScriptGiveNamesThatAwsToolsTake() {
    OfferedRole first = role("0oa1", "開発 [x]", "111111111111", "Admin");
    OfferedRole second = role("0oa2", "本番", "111111111111", "Admin");

    assertThat(names("{app}-{role}", first, second))
        .doesNotHaveDuplicates()
        .allMatch(name -> ProfileSettings.NAME.matcher(name).matches());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{acount}-{role}", "{role", "role}", "{}", "a b {role}", "[{role}]", "dev", ""})
  void aTemplateThatCannotBeIsRefused(String template) {
    assertThatThrownBy(() -> ProfileNames.of(template))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("{account}, {alias}, {app}, {role} and {idp}");
  }

  private static List<String> names(String template, OfferedRole... roles) {
    return List.copyOf(ProfileNames.of(template).of(List.of(roles)).values());
  }

  static OfferedRole role(String appId, String app, String account, String name) {
    return new OfferedRole(
        appId,
        app,
        Optional.empty(),
        new AwsRole(
            "arn:aws:iam::" + account + ":role/" + name,
            "arn:aws:iam::" + account + ":saml-provider/Okta"));
  }
}
