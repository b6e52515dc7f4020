package io.github.oktaaws;

import io.github.oktaaws.error.AssertionExpiredException;
import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.RoleNotInAssertionException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.RoleSelector;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One role of a session. Remembers what was chosen, so that a person chooses once. */
final class RoleOfSession implements RoleCredentialsSource {

  private final OktaAwsSession session;
  private final @Nullable String wantedArn;
  private final RoleSelector selector;
  private final AssumeRoleWithSamlService assumeRole;
  private final Clock clock;
  private volatile @Nullable Chosen chosen;

  private record Chosen(FederationApp app, AwsRole role) {}

  RoleOfSession(
      OktaAwsSession session,
      @Nullable String wantedArn,
      RoleSelector selector,
      AssumeRoleWithSamlService assumeRole,
      Clock clock) {
    this.session = session;
    this.wantedArn = wantedArn;
    this.selector = Objects.requireNonNull(selector, "selector");
    this.assumeRole = Objects.requireNonNull(assumeRole, "assumeRole");
    this.clock = clock;
  }

  @Override
  public RoleCredentials get(Request request) {
    Chosen known = chosen;
    Chosen now = known == null ? choose(request.mayAsk()) : known;
    chosen = now;
    SamlAssertion assertion = session.assertion(now.app(), request.mayAsk(), null);
    RoleCredentials credentials;
    try {
      credentials = assume(assertion, now.role());
    } catch (AssertionExpiredException expired) {
      credentials = assume(session.assertion(now.app(), request.mayAsk(), assertion), now.role());
    }
    if (credentials.remaining(clock.instant()).compareTo(request.minimumRemaining()) < 0) {
      throw new ConfigurationException(
          "The role's sessions last only " + credentials.lifetime() + ".",
          "Ask for a longer session duration, or for less remaining life.");
    }
    return credentials;
  }

  private RoleCredentials assume(SamlAssertion assertion, AwsRole role) {
    AwsRole offered =
        RoleSelector.arn(role.roleArn(), role.principalArn()).select(assertion.roles());
    return assumeRole.assume(assertion, offered);
  }

  private Chosen choose(boolean mayAsk) {
    List<FederationApp> candidates = session.candidates(mayAsk, wantedArn != null);
    if (candidates.size() == 1) {
      FederationApp app = candidates.get(0);
      return new Chosen(app, selector.select(session.assertion(app, mayAsk, null).roles()));
    }
    List<String> offered = new ArrayList<>();
    for (FederationApp app : candidates) {
      List<AwsRole> roles = session.assertion(app, mayAsk, null).roles();
      if (roles.stream().anyMatch(role -> role.roleArn().equals(wantedArn))) {
        return new Chosen(app, selector.select(roles));
      }
      roles.forEach(role -> offered.add(role.roleArn()));
    }
    throw new RoleNotInAssertionException(
        Objects.requireNonNullElse(wantedArn, "?"), offered, ErrorContext.at(Step.ROLE_CHOICE));
  }

  /** Prints the session and the role, as far as it is known. */
  @Override
  public String toString() {
    Chosen known = chosen;
    String role = known == null ? wantedArn : known.role().roleArn();
    return session + (role == null ? "" : " as " + role);
  }
}
