package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.OrgUser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checks passwords, and locks out whom it is guessed of. */
final class Passwords {

  private static final int MOST_FAILURES = 10;

  private final OktaState state;

  /** By login; there are no more of them than users. */
  private final Map<String, Integer> failures = new HashMap<>();

  Passwords(OktaState state) {
    this.state = state;
  }

  /** The person, unless the password is wrong or the account locked. */
  Optional<OrgUser> check(String loginOrEmail, String password) {
    Optional<OrgUser> user = state.config.user(loginOrEmail);
    if (user.isEmpty()) {
      return user;
    }
    String login = user.get().login();
    boolean locked = user.get().locked() || failures.getOrDefault(login, 0) >= MOST_FAILURES;
    if (!same(user.get().password(), password)) {
      failures.merge(login, 1, Integer::sum);
      return Optional.empty();
    }
    if (!locked) {
      failures.remove(login);
    }
    return locked ? Optional.empty() : user;
  }

  void unlockEverybody() {
    failures.clear();
  }

  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
