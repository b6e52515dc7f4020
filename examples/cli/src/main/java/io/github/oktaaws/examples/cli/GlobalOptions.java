package io.github.oktaaws.examples.cli;

import io.github.oktaaws.OktaEndpoints;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import software.amazon.awssdk.regions.Region;

/** What more than one command needs. Names and short names are okta-aws-cli's. */
final class GlobalOptions {

  @Option(
      names = {"-o", "--org-domain"},
      paramLabel = "HOST|URL",
      scope = ScopeType.INHERIT,
      converter = OptionValues.OrgDomain.class,
      description = "The Okta org, for example acme.okta.com. Required.")
  @Nullable OktaEndpoints orgDomain;

  @Option(
      names = {"-c", "--oidc-client-id"},
      paramLabel = "ID",
      scope = ScopeType.INHERIT,
      converter = OptionValues.Id.class,
      description = "The client ID of the OIDC native app. Required.")
  @Nullable String oidcClientId;

  @Option(
      names = {"-r", "--aws-iam-role"},
      paramLabel = "ARN",
      scope = ScopeType.INHERIT,
      converter = OptionValues.RoleArn.class,
      description = "The IAM role. Without it you choose, where there are several.")
  @Nullable String iamRole;

  @Option(
      names = {"-s", "--aws-session-duration"},
      paramLabel = "SECONDS",
      scope = ScopeType.INHERIT,
      converter = OptionValues.SessionDuration.class,
      description = "How long the credentials live: 900 to 43200, by default 3600.")
  @Nullable Duration sessionDuration;

  @Option(
      names = {"-n", "--aws-region"},
      paramLabel = "REGION",
      scope = ScopeType.INHERIT,
      converter = OptionValues.AwsRegion.class,
      description =
          "The region whose STS is asked; by default AWS_REGION, the AWS profile's, or the role's"
              + " partition's.")
  @Nullable Region region;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  boolean help;

  @Option(
      names = {"-v", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows the version.")
  boolean version;

  /**
   * The org and the client, which every command that signs in needs.
   *
   * @param command the command that needs them
   * @return both
   * @throws ParameterException if one was not given
   */
  Client client(CommandSpec command) {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--org-domain", orgDomain != null);
    given.put("--oidc-client-id", oidcClientId != null);
    List<String> missing =
        given.entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).toList();
    if (!missing.isEmpty()) {
      CommandLine line = command.commandLine();
      throw new ParameterException(
          line, "Missing " + String.join(" and ", missing) + ", which must be given.");
    }
    return new Client(Objects.requireNonNull(orgDomain), Objects.requireNonNull(oidcClientId));
  }

  /**
   * Who asks, and where.
   *
   * @param org the org
   * @param id the client ID
   */
  record Client(OktaEndpoints org, String id) {}

  @Override
  public String toString() {
    return "GlobalOptions[orgDomain=" + orgDomain + ", iamRole=" + iamRole + "]";
  }
}
