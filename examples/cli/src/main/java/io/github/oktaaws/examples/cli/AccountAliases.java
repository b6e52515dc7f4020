package io.github.oktaaws.examples.cli;

import io.github.oktaaws.EveryRole;
import io.github.oktaaws.OktaAwsHttp;
import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.examples.cli.terminal.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

/**
 * What accounts are called (IAM API Reference, ListAccountAliases). Many roles may not ask that, so
 * an account's roles are tried one after the other.
 */
final class AccountAliases {

  private static final Map<String, Region> REGIONS =
      Map.of("aws-cn", Region.AWS_CN_GLOBAL, "aws-us-gov", Region.AWS_US_GOV_GLOBAL);

  private final Run run;
  private final Person person;

  AccountAliases(Run run, Person person) {
    this.run = run;
    this.person = person;
  }

  /**
   * Asks IAM, and tells the person which accounts it does not tell.
   *
   * @param assumed the roles to ask with
   * @return the aliases by account id; an account without one has none here
   */
  Map<String, String> of(List<EveryRole.Assumed> assumed) {
    Map<String, Optional<String>> known = new LinkedHashMap<>();
    Map<String, SdkException> refusals = new LinkedHashMap<>();
    for (EveryRole.Assumed one : assumed) {
      String account = one.role().accountId();
      if (!known.containsKey(account)) {
        try {
          known.put(account, alias(one.credentials()));
        } catch (SdkException e) {
          refusals.putIfAbsent(account, e);
        }
      }
    }
    refusals.keySet().removeAll(known.keySet());
    refusals.forEach(
        (account, why) ->
            person.say(
                "The alias of the account "
                    + account
                    + " cannot be read, so its id stands for it: "
                    + words(why)));
    Map<String, String> aliases = new LinkedHashMap<>();
    known.forEach((account, alias) -> alias.ifPresent(name -> aliases.put(account, name)));
    return aliases;
  }

  private Optional<String> alias(RoleCredentials role) {
    String partition = role.roleArn().split(":", 3)[1];
    try (IamClient iam =
        IamClient.builder()
            .httpClient(OktaAwsHttp.forAwsSdk(run.httpClient()))
            .region(REGIONS.getOrDefault(partition, Region.AWS_GLOBAL))
            .credentialsProvider(StaticCredentialsProvider.create(CallerIdentity.credentials(role)))
            .build()) {
      return iam.listAccountAliases().accountAliases().stream().findFirst();
    }
  }

  private static String words(SdkException e) {
    return e instanceof IamException refused && refused.statusCode() == 403
        ? "allow one of its roles iam:ListAccountAliases."
        : String.valueOf(e.getMessage());
  }
}
