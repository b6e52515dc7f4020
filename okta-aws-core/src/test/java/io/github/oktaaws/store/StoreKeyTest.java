package io.github.oktaaws.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.internal.store.StoreEntry;
import io.github.oktaaws.signin.OktaTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreKeyTest {

  private static final int KEYS = 500;
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Duration HOUR = Duration.ofHours(1);

  /** okta/okta-aws-cli#275, okta/okta-aws-cli#264: one file for all orgs and clients. */
  @Test
  void noTwoKeysHaveOneIdHoweverLittleTheyDiffer() {
    long first = Long.getLong("okta-aws.seed", new Random().nextLong());
    for (long seed = first; seed < first + KEYS; seed++) {
      StoreKeys keys = new StoreKeys(seed);
      SignInKey signIn = keys.signIn();
      RoleKey role = keys.role(signIn);
      Map<String, String> seen = new HashMap<>();
      seen.put(role.id(), "the role");
      for (StoreKeys.Other other : keys.othersThan(role)) {
        assertThat(seen.put(other.key().id(), other.difference()))
            .as("seed %d: %s has the id of", seed, other.difference())
            .isNull();
      }
      for (StoreKeys.Other other : keys.othersThan(signIn)) {
        assertThat(seen.put(other.key().id(), other.difference()))
            .as("seed %d: sign-in, %s has the id of", seed, other.difference())
            .isNull();
      }
    }
  }

  @Test
  void anEntryEchoesItsKeyInEveryField() {
    OktaTokens tokens =
        new OktaTokens("access", "id", Optional.empty(), "Bearer", Set.of(), NOW, HOUR);
    long first = Long.getLong("okta-aws.seed", new Random().nextLong());
    for (long seed = first; seed < first + KEYS / 10; seed++) {
      StoreKeys keys = new StoreKeys(seed);
      SignInKey signIn = keys.signIn();
      byte[] signInEntry = StoreEntry.of(signIn, tokens);
      assertThat(StoreEntry.tokens(signIn, signInEntry)).hasValue(tokens);
      for (StoreKeys.Other other : keys.othersThan(signIn)) {
        assertThat(StoreEntry.tokens(other.key().signIn(), signInEntry))
            .as("seed %d: sign-in for other %s", seed, other.difference())
            .isEmpty();
      }
      RoleKey role = keys.role(signIn);
      byte[] roleEntry = StoreEntry.of(role, credentials(role));
      assertThat(StoreEntry.credentials(role, roleEntry)).isPresent();
      for (StoreKeys.Other other : keys.othersThan(role)) {
        if (other.key() instanceof RoleKey otherRole) {
          assertThat(StoreEntry.credentials(otherRole, roleEntry))
              .as("seed %d: role for other %s", seed, other.difference())
              .isEmpty();
        }
      }
    }
  }

  private static RoleCredentials credentials(RoleKey role) {
    return new RoleCredentials(
        "AKID",
        "secret",
        "token",
        NOW.plus(HOUR),
        HOUR,
        NOW,
        role.roleArn(),
        "arn:aws:sts::123456789012:assumed-role/Analyst/jane",
        "123456789012",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void anIdDependsOnTheKeyAloneAndIsSafeAsAFileName() {
    assertThat(new StoreKeys(1).signIn().id())
        .isEqualTo(new StoreKeys(1).signIn().id())
        .matches("[0-9a-f]{64}");
    assertThat(new StoreKeys(1).role(new StoreKeys(2).signIn()).id()).matches("[0-9a-f]{64}");
  }
}
