package io.github.oktaaws;

import io.github.oktaaws.signin.ClientKey;
import io.github.oktaaws.signin.DirectPrompt;
import io.github.oktaaws.signin.PasswordSource;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.signin.TokenRevocationService;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A way to an access token that AWS takes.
 *
 * @param flow what store entries call it
 * @param usualScopes what is asked for unless the application says otherwise
 * @param asksNobody whether it never takes a person
 * @param patience how long it may take
 * @param person who is expected to sign in, if that is known before
 * @param signIn makes the sign-in
 * @param revocation makes what ends it
 */
record WayIn(
    String flow,
    List<String> usualScopes,
    boolean asksNobody,
    Duration patience,
    Optional<String> person,
    SignInOver signIn,
    RevocationOver revocation) {

  private static final String OF_THE_APPLICATION = "custom";
  private static final List<String> OF_A_PERSON = List.of("openid", "profile");
  private static final Duration PATIENCE_OF_DIRECT = Duration.ofMinutes(10);

  /** Makes the sign-in, which tells when it has shown a person where to approve. */
  interface SignInOver {
    SignIn create(
        OktaOrg org,
        Collection<String> scopes,
        Clock clock,
        Consumer<OktaAwsEvent.PromptShown> promptShown);
  }

  /** Makes what ends a sign-in at Okta. */
  interface RevocationOver {
    TokenRevocationService create(OktaOrg org, Clock clock);
  }

  /** With a key, by the client credentials grant. */
  static WayIn machine(String clientId, ClientKey key) {
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(key, "key");
    return new WayIn(
        "machine",
        List.of("okta-m2m-access"),
        true,
        Duration.ofMinutes(1),
        Optional.empty(),
        (org, scopes, clock, promptShown) ->
            SignIn.asMachine(org, clientId, key).scopes(scopes).clock(clock).build(),
        (org, clock) -> TokenRevocationService.create(org, clientId, key, clock));
  }

  /** A person's without a browser: user name, password and a second factor. */
  static WayIn direct(
      String clientId, String username, PasswordSource password, DirectPrompt prompt) {
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(prompt, "prompt");
    return new WayIn(
        "direct",
        OF_A_PERSON,
        false,
        PATIENCE_OF_DIRECT,
        Optional.of(username),
        (org, scopes, clock, promptShown) -> {
          DirectPrompt told = new ToldDirectPrompt(prompt, PATIENCE_OF_DIRECT, promptShown);
          return SignIn.directBuilder(org, clientId, username, password, told)
              .scopes(scopes)
              .clock(clock)
              .build();
        },
        (org, clock) -> TokenRevocationService.create(org, clientId));
  }

  /** As the application does it; who is asked, and for what, is its own affair. */
  static WayIn own(String clientId, SignIn step) {
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(step, "step");
    return new WayIn(
        OF_THE_APPLICATION,
        OF_A_PERSON,
        false,
        Duration.ofMinutes(30),
        Optional.empty(),
        (org, scopes, clock, promptShown) -> step,
        (org, clock) -> TokenRevocationService.create(org, clientId));
  }

  /** Whether it is a step of the application's own, which nothing here configures. */
  boolean isOfTheApplication() {
    return flow.equals(OF_THE_APPLICATION);
  }
}
