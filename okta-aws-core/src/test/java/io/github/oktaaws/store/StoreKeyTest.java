package io.github.oktaaws.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoreKeyTest {

  private static final int KEYS = 500;

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
  void anIdDependsOnTheKeyAloneAndIsSafeAsAFileName() {
    assertThat(new StoreKeys(1).signIn().id())
        .isEqualTo(new StoreKeys(1).signIn().id())
        .matches("[0-9a-f]{64}");
    assertThat(new StoreKeys(1).role(new StoreKeys(2).signIn()).id()).matches("[0-9a-f]{64}");
  }
}
