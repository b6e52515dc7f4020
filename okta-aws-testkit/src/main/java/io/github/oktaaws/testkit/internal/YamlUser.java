package io.github.oktaaws.testkit.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.oktaaws.testkit.Factor;
import io.github.oktaaws.testkit.OrgUser;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of {@code users}. */
record YamlUser(
    @Nullable String login,
    @Nullable String email,
    @Nullable String password,
    boolean admin,
    @Nullable List<String> factors,
    boolean numberChallenge,
    boolean locked) {

  @JsonCreator
  YamlUser {}

  OrgUser config() {
    OrgUser user = OrgUser.named(Yaml.required(login, "login"));
    if (email != null) {
      user = user.withEmail(email);
    }
    if (password != null) {
      user = user.withPassword(password);
    }
    if (factors != null) {
      user = user.withFactors(factors.stream().map(YamlUser::factor).toArray(Factor[]::new));
    }
    user = user.withNumberChallenge(numberChallenge).withLocked(locked);
    return admin ? user.asAdmin() : user;
  }

  private static Factor factor(String name) {
    return Factor.named(name)
        .orElseThrow(
            () ->
                Yaml.unknown(
                    "factors",
                    "factor",
                    name,
                    Arrays.stream(Factor.values()).map(Factor::shortName)));
  }

  @Override
  public String toString() {
    return "YamlUser[login=" + login + "]";
  }
}
