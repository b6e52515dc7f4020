package io.github.oktaaws.testkit.internal;

import io.github.oktaaws.testkit.AuthorizationServer;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.WebIdentityRole;
import io.github.oktaaws.testkit.internal.aws.AwsSts;
import io.github.oktaaws.testkit.internal.okta.OktaOrg;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody has set up in the AWS accounts for an org: providers, and roles that trust them.
 */
public final class AwsAccounts {

  private final Map<String, Set<String>> trusted = new LinkedHashMap<>();
  private final Map<String, Duration> longest = new LinkedHashMap<>();

  private AwsAccounts() {}

  /** An STS for the org as it is configured now. */
  public static AwsSts sts(OktaOrg okta, String orgUrl, Clock clock) {
    OrgConfig config = okta.config();
    AwsAccounts accounts = new AwsAccounts();
    Map<String, AwsSts.SamlProvider> saml = new LinkedHashMap<>();
    for (FederationApp app : config.federationApps()) {
      saml.putIfAbsent(
          app.idpArn(),
          new AwsSts.SamlProvider(app.idpArn(), okta.entityId(app.id()), okta.samlCertificate()));
      for (String role : app.roles()) {
        accounts.trust(role, app.idpArn(), app.maxSessionDuration());
        accounts.trust(role, orgUrl, app.maxSessionDuration());
      }
    }
    for (WebIdentityRole role : config.webIdentityRoles()) {
      accounts.trust(
          role.arn(), okta.issuer(role.authorizationServer()), role.maxSessionDuration());
    }
    return new AwsSts(
        clock, List.copyOf(saml.values()), accounts.roles(), openId(okta, orgUrl, config));
  }

  private static List<AwsSts.OidcProvider> openId(OktaOrg okta, String orgUrl, OrgConfig config) {
    List<AwsSts.OidcProvider> providers = new ArrayList<>();
    providers.add(new AwsSts.OidcProvider(orgUrl, orgUrl, okta::tokenKeys));
    for (AuthorizationServer server : config.authorizationServers()) {
      providers.add(
          new AwsSts.OidcProvider(
              okta.issuer(server.id()), server.audience(), () -> okta.tokenKeys(server.id())));
    }
    return providers;
  }

  private void trust(String role, String principal, Duration maxSessionDuration) {
    trusted.computeIfAbsent(role, any -> new TreeSet<>()).add(principal);
    longest.putIfAbsent(role, maxSessionDuration);
  }

  private List<AwsSts.Role> roles() {
    return trusted.entrySet().stream()
        .map(
            role ->
                new AwsSts.Role(
                    role.getKey(),
                    longest.getOrDefault(role.getKey(), Duration.ofHours(1)),
                    role.getValue()))
        .toList();
  }
}
