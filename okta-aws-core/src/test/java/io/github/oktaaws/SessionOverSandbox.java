package io.github.oktaaws;

import io.github.oktaaws.signin.DeviceAuthorizationService;
import io.github.oktaaws.signin.DeviceChallenge;
import io.github.oktaaws.signin.QuickSignIn;
import io.github.oktaaws.signin.SignInPrompt;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgConfig;
import io.github.oktaaws.testkit.SandboxRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.regions.Region;

/** A session over a sandbox of its own, with a person who approves every prompt at once. */
final class SessionOverSandbox implements AutoCloseable {

  static final String APP = "0oa1awsprod000000000";
  static final String OTHER_APP = "0oa2awsdev0000000000";
  static final String PROVIDER = "arn:aws:iam::123456789012:saml-provider/Okta";
  static final String ADMIN = "arn:aws:iam::123456789012:role/Admin";
  static final String ANALYST = "arn:aws:iam::123456789012:role/Analyst";
  static final String READ_ONLY = "arn:aws:iam::123456789012:role/ReadOnly";

  final SettableClock clock = new SettableClock();
  final OktaAwsSandbox sandbox;
  final List<DeviceChallenge> prompts = new CopyOnWriteArrayList<>();
  String person = "jane";

  static final class SettableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  SessionOverSandbox() {
    this(OrgConfig.acme());
  }

  SessionOverSandbox(OrgConfig org) {
    sandbox = OktaAwsSandbox.builder().org(org).clock(clock).pollingInterval(Duration.ZERO).start();
  }

  /** A session for the production app, which is one of two. */
  OktaAwsSession session() {
    return builder().federationApp(APP).build();
  }

  /** All steps are the real ones, but that polling takes no time. */
  OktaAwsSessionBuilder builder() {
    return builder(OktaEndpoints.ofOrg(sandbox.oktaUrl()));
  }

  OktaAwsSessionBuilder builder(OktaEndpoints endpoints) {
    return OktaAwsSession.builder(endpoints, sandbox.oidcClientId())
        .signIn(QuickSignIn.over(OktaOrg.of(endpoints), sandbox.oidcClientId(), clock, prompt()))
        .region(Region.US_EAST_1)
        .stsEndpoint(URI.create(sandbox.stsUrl()))
        .clock(clock);
  }

  /** The same, with a sign-in that can be refreshed. */
  OktaAwsSessionBuilder refreshable() {
    OktaEndpoints endpoints = OktaEndpoints.ofOrg(sandbox.oktaUrl());
    List<String> scopes = new ArrayList<>(DeviceAuthorizationService.DEFAULT_SCOPES);
    scopes.add("offline_access");
    String client = sandbox.oidcClientId();
    return builder(endpoints)
        .federationApp(APP)
        .offlineAccess()
        .signIn(QuickSignIn.over(OktaOrg.of(endpoints), client, scopes, clock, prompt()));
  }

  SignInPrompt prompt() {
    return challenge -> {
      prompts.add(challenge);
      sandbox.approve(challenge.userCode(), person);
    };
  }

  static RoleCredentialsSource.Request askingInPlaceOf(RoleCredentials last) {
    return new RoleCredentialsSource.Request(true, Duration.ofMinutes(1), Optional.of(last));
  }

  static RoleCredentialsSource.Request silentlyInPlaceOf(RoleCredentials last) {
    return new RoleCredentialsSource.Request(false, Duration.ofMinutes(1), Optional.of(last));
  }

  void changeApp(UnaryOperator<FederationApp> change) {
    FederationApp app = sandbox.org().federationApp(APP).orElseThrow();
    sandbox.reconfigure(sandbox.org().withFederationApp(change.apply(app)));
  }

  int deviceAuthorizations() {
    return sandbox.requests("/oauth2/v1/device/authorize").size();
  }

  int assertions() {
    return sandbox.requests("/login/token/sso").size();
  }

  int assumedRoles() {
    return assumedRoles(sandbox);
  }

  /** Besides these, STS hears a call that only opens the connection. */
  static int assumedRoles(OktaAwsSandbox sandbox) {
    return (int)
        sandbox.requests("/").stream()
            .filter(request -> "AssumeRoleWithSAML".equals(request.form().get("Action")))
            .count();
  }

  List<String> grants(String grantType) {
    return sandbox.requests("/oauth2/v1/token").stream()
        .map(SandboxRequest::form)
        .filter(form -> grantType.equals(form.get("grant_type")))
        .map(form -> form.getOrDefault("refresh_token", ""))
        .toList();
  }

  @Override
  public void close() {
    Planted.secretsOf(sandbox);
    sandbox.close();
  }
}
