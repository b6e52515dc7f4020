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

/** A way to an access token that AWS takes. */
interface WayIn {

  /** What store entries call it. */
  String flow();

  /** What is asked for unless the application says otherwise. */
  List<String> usualScopes();

  /** Whether it never takes a person. */
  boolean asksNobody();

  /** How long it may take. */
  Duration patience();

  /** Who is expected to sign in, if that is known before. */
  default Optional<String> person() {
    return Optional.empty();
  }

  /** The sign-in, which tells when it has shown a person where to approve. */
  SignIn signIn(
      OktaOrg org,
      Collection<String> scopes,
      Clock clock,
      Consumer<OktaAwsEvent.PromptShown> promptShown);

  TokenRevocationService revocation(OktaOrg org, Clock clock);

  /** With a key, by the client credentials grant. */
  record Machine(String clientId, ClientKey key) implements WayIn {

    public Machine {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(key, "key");
    }

    @Override
    public String flow() {
      return "machine";
    }

    @Override
    public List<String> usualScopes() {
      return List.of("okta-m2m-access");
    }

    @Override
    public boolean asksNobody() {
      return true;
    }

    @Override
    public Duration patience() {
      return Duration.ofMinutes(1);
    }

    @Override
    public SignIn signIn(
        OktaOrg org,
        Collection<String> scopes,
        Clock clock,
        Consumer<OktaAwsEvent.PromptShown> promptShown) {
      return SignIn.asMachine(org, clientId, key).scopes(scopes).clock(clock).build();
    }

    @Override
    public TokenRevocationService revocation(OktaOrg org, Clock clock) {
      return TokenRevocationService.create(org, clientId, key, clock);
    }
  }

  /** A person's without a browser: user name, password and a second factor. */
  record Direct(String clientId, String username, PasswordSource password, DirectPrompt prompt)
      implements WayIn {

    public Direct {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(username, "username");
      Objects.requireNonNull(password, "password");
      Objects.requireNonNull(prompt, "prompt");
    }

    @Override
    public String flow() {
      return "direct";
    }

    @Override
    public List<String> usualScopes() {
      return List.of("openid", "profile");
    }

    @Override
    public boolean asksNobody() {
      return false;
    }

    @Override
    public Duration patience() {
      return Duration.ofMinutes(10);
    }

    @Override
    public Optional<String> person() {
      return Optional.of(username);
    }

    @Override
    public SignIn signIn(
        OktaOrg org,
        Collection<String> scopes,
        Clock clock,
        Consumer<OktaAwsEvent.PromptShown> promptShown) {
      DirectPrompt told = new ToldDirectPrompt(prompt, patience(), promptShown);
      return SignIn.directBuilder(org, clientId, username, password, told)
          .scopes(scopes)
          .clock(clock)
          .build();
    }

    @Override
    public TokenRevocationService revocation(OktaOrg org, Clock clock) {
      return TokenRevocationService.create(org, clientId);
    }
  }

  /** As the application does it; who is asked, and for what, is its own affair. */
  record Own(String clientId, SignIn step) implements WayIn {

    public Own {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(step, "step");
    }

    @Override
    public String flow() {
      return "custom";
    }

    @Override
    public List<String> usualScopes() {
      return List.of("openid", "profile");
    }

    @Override
    public boolean asksNobody() {
      return false;
    }

    @Override
    public Duration patience() {
      return Duration.ofMinutes(30);
    }

    @Override
    public SignIn signIn(
        OktaOrg org,
        Collection<String> scopes,
        Clock clock,
        Consumer<OktaAwsEvent.PromptShown> promptShown) {
      return step;
    }

    @Override
    public TokenRevocationService revocation(OktaOrg org, Clock clock) {
      return TokenRevocationService.create(org, clientId);
    }
  }
}
