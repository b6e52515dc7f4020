package io.github.oktaaws.store;

import io.github.oktaaws.sts.RoleSessionTerms;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys of entries, for tests. */
final class SampleKeys {

  static final SignInKey JANE = signIn("jane");
  static final SignInKey JOHN = signIn("john");
  static final RoleKey JANES_ROLE = role(JANE, "Analyst");
  static final RoleKey JANES_OTHER_ROLE = role(JANE, "Admin");

  private SampleKeys() {}

  static SignInKey signIn(String hint) {
    return new SignInKey(
        URI.create("https://acme.okta.com/"),
        URI.create("https://acme.okta.com/oauth2/v1/token"),
        "0oaClient",
        Set.of("openid", "okta.apps.sso"),
        "device",
        Optional.of(hint));
  }

  static RoleKey role(SignInKey signIn, String name) {
    return new RoleKey(
        signIn,
        "00uJane",
        Optional.of("0oaApp"),
        Optional.empty(),
        "arn:aws:iam::123456789012:role/" + name,
        new RoleSessionTerms(Duration.ofHours(1), Optional.empty(), List.of(), Optional.empty()));
  }
}
