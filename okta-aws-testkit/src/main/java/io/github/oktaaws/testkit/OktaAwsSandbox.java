package io.github.oktaaws.testkit;

import io.github.oktaaws.testkit.internal.AwsAccounts;
import io.github.oktaaws.testkit.internal.Faults;
import io.github.oktaaws.testkit.internal.Faults.Fault;
import io.github.oktaaws.testkit.internal.LoopbackServer;
import io.github.oktaaws.testkit.internal.RequestRecord;
import io.github.oktaaws.testkit.internal.SandboxAuthority;
import io.github.oktaaws.testkit.internal.aws.AwsSts;
import io.github.oktaaws.testkit.internal.okta.OktaOrg;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.tls.HandshakeCertificates;
import org.jspecify.annotations.Nullable;

/**
 * An Okta org and an AWS STS on one loopback port. Everything is in memory, keys are fresh each
 * time, and {@link #close()} ends it.
 *
 * <pre>{@code
 * try (OktaAwsSandbox sandbox = OktaAwsSandbox.start()) {
 *   sandbox.autoApprove("jane");
 *   // point the client under test at sandbox.oktaUrl() and sandbox.stsUrl()
 * }
 * }</pre>
 *
 * <p>Requests, answers, error codes and the page that carries the assertion follow public
 * documentation and recordings. Three things only a live org can verify: the exact markup of the
 * sign-in, step-up and not-assigned answers of {@code /login/token/sso}, the wording of those
 * errors Okta does not document, and what a policy of a given org asks for. A client should tell
 * pages apart by more than one mark.
 *
 * <p>Safe for use by several threads. What it has recorded and issued is bounded: the newest 2,000
 * requests and 10,000 secrets.
 */
public final class OktaAwsSandbox implements AutoCloseable {

  private final LoopbackServer server;
  private final OktaOrg okta;
  private final AwsSts sts;
  private final Faults faults = new Faults();
  private final RequestRecord record = new RequestRecord();
  private final String baseUrl;
  private final @Nullable SandboxAuthority authority;

  private OktaAwsSandbox(Builder builder) {
    this.authority = builder.https ? new SandboxAuthority() : null;
    this.server = new LoopbackServer(authority == null ? null : authority.serverSockets());
    int port = server.start(builder.port);
    this.baseUrl = builder.baseUrl(port);
    this.okta = new OktaOrg(baseUrl, builder.org, builder.clock, builder.pollingInterval);
    this.sts = AwsAccounts.sts(okta, baseUrl, builder.clock);
    server.serve(new LoopbackServer.Services(okta, sts, faults, record));
  }

  /**
   * Starts a sandbox with {@link OrgConfig#acme()} on a free port.
   *
   * @return the running sandbox
   */
  public static OktaAwsSandbox start() {
    return builder().start();
  }

  /**
   * Starts a description of a sandbox.
   *
   * @return a builder with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where the org answers.
   *
   * @return for example {@code http://127.0.0.1:8443}, without a slash at the end
   */
  public String oktaUrl() {
    return baseUrl;
  }

  /**
   * Where STS answers: the same listener, {@code POST /}.
   *
   * @return the endpoint to give an STS client
   */
  public String stsUrl() {
    return baseUrl;
  }

  /**
   * Host and port of the org.
   *
   * @return for example {@code 127.0.0.1:8443}
   */
  public String host() {
    return URI.create(baseUrl).getAuthority();
  }

  /**
   * The client id of the org's first OIDC app.
   *
   * @return for example {@code 0oa1nativecli0000000}
   */
  public String oidcClientId() {
    return org().oidcApps().get(0).clientId();
  }

  /**
   * What the org's first service app signs in with, when the sandbox has made its key.
   *
   * @return the client id, the key id and the private key
   * @throws IllegalStateException when the org has no service app, or one with keys of its own
   */
  public MachineIdentity machine() {
    return org().serviceApps().stream()
        .findFirst()
        .map(app -> okta.machine(app.clientId()))
        .orElseThrow(() -> new IllegalStateException("the org has no service app"));
  }

  /**
   * A person's phone, to answer push notifications and read codes with.
   *
   * @param login the person's login
   * @return the phone
   * @throws IllegalArgumentException when the org has no such user
   */
  public SandboxPhone phone(String login) {
    okta.requireUser(login);
    return new SandboxPhone(okta, login);
  }

  /**
   * The AWS apps.
   *
   * @return in the order of the configuration
   */
  public List<FederationApp> federationApps() {
    return org().federationApps();
  }

  /**
   * The people.
   *
   * @return in the order of the configuration
   */
  public List<OrgUser> users() {
    return org().users();
  }

  /**
   * What the org is configured to be at present.
   *
   * @return the configuration
   */
  public OrgConfig org() {
    return okta.config();
  }

  /**
   * The certificate authority to trust, when the sandbox speaks HTTPS.
   *
   * @return a PEM certificate, empty without HTTPS
   */
  public Optional<String> caCertificate() {
    return Optional.ofNullable(authority).map(SandboxAuthority::pem);
  }

  /**
   * A client's side of TLS that trusts this sandbox and nothing else.
   *
   * @return the certificates; with plain HTTP they trust nothing
   */
  public HandshakeCertificates clientCertificates() {
    return authority == null
        ? new HandshakeCertificates.Builder().build()
        : authority.clientCertificates();
  }

  /**
   * Changes settings of the org while it runs, as an administrator does, and unlocks whoever
   * guessed passwords have locked out. AWS keeps the providers and roles it was started with.
   *
   * @param changed the new configuration, made from {@link #org()}
   */
  public void reconfigure(OrgConfig changed) {
    okta.reconfigure(changed);
  }

  /**
   * From now on, approves at once, as that person would: every device authorization, every sign-in
   * by browser, and the person's own push notifications.
   *
   * @param login the person's login
   * @throws IllegalArgumentException when the org has no such user
   */
  public void autoApprove(String login) {
    okta.autoApprove(login);
  }

  /** From now on, leaves it to a person again. */
  public void stopAutoApproving() {
    okta.autoApprove(null);
  }

  /**
   * Signs a person in and approves a device authorization.
   *
   * @param userCode the code the client has shown
   * @param login the person's login
   * @return false when the person is not assigned to the client's app, so that the client is
   *     refused
   * @throws IllegalArgumentException when there is no such user or undecided request
   */
  public boolean approve(String userCode, String login) {
    return okta.approve(userCode, login);
  }

  /**
   * Denies a device authorization.
   *
   * @param userCode the code the client has shown
   * @throws IllegalArgumentException when there is no such undecided request
   */
  public void deny(String userCode) {
    okta.deny(userCode);
  }

  /**
   * Ends every Okta session of a person, as signing out or an administrator does. Refresh tokens go
   * on working; exchanges of the tokens do not.
   *
   * @param login the person's login
   * @throws IllegalArgumentException when the org has no such user
   */
  public void endSession(String login) {
    okta.endSession(login);
  }

  /** Ends every session and revokes every token. */
  public void revokeEverything() {
    okta.revokeEverything();
  }

  /** Makes the DPoP nonces given out so far stale; 24 hours do as well. */
  public void rotateDpopNonce() {
    okta.rotateDpopNonce();
  }

  /**
   * Answers the next request for a path with this instead of what the org would say. Several
   * planned answers for one path are given in order.
   *
   * @param path the path, for example {@code /oauth2/v1/token}; {@code /} for STS
   * @param status the HTTP status
   * @param headers the headers
   * @param body the body
   */
  public void answerNext(String path, int status, Map<String, String> headers, String body) {
    faults.plan(path, Fault.answer(status, headers, body));
  }

  /**
   * Lets the next request for a path run into the rate limit: {@code 429}, {@code X-Rate-Limit-*},
   * {@code E0000047}.
   *
   * @param path the path
   * @param untilReset how far ahead {@code X-Rate-Limit-Reset} lies
   */
  public void rateLimitNext(String path, Duration untilReset) {
    faults.plan(path, new Fault.Instead(okta.rateLimited(untilReset)));
  }

  /**
   * Serves the next request for a path, and holds its answer back.
   *
   * @param path the path
   * @param delay how long, in real time
   */
  public void delayNext(String path, Duration delay) {
    faults.plan(path, Fault.delay(delay));
  }

  /**
   * Serves the next request for a path, and closes the connection instead of answering.
   *
   * @param path the path
   */
  public void dropNext(String path) {
    faults.plan(path, Fault.drop());
  }

  /**
   * Makes the next AssumeRole call fail.
   *
   * @param code the STS error code, for example {@code AccessDenied}
   * @param message its message
   */
  public void rejectNextAssumeRole(String code, String message) {
    sts.rejectNext(code, message);
  }

  /**
   * The requests received, newest last.
   *
   * @return at most the newest 2,000
   */
  public List<SandboxRequest> requests() {
    return record.all();
  }

  /**
   * The requests received for one path, newest last.
   *
   * @param path the path, for example {@code /oauth2/v1/token}
   * @return those among {@link #requests()}
   */
  public List<SandboxRequest> requests(String path) {
    return requests().stream().filter(request -> request.path().equals(path)).toList();
  }

  /** Forgets the requests received so far. */
  public void forgetRequests() {
    record.clear();
  }

  /**
   * Every secret there is to leak: device codes, authorization codes, tokens, state tokens,
   * assertions, AWS secret keys and session tokens that were issued, machines' private keys, and
   * the people's passwords. Codes of six digits are left out: any log holds some by chance.
   *
   * @return the newest 10,000 of Okta's, and STS's
   */
  public List<String> issuedSecrets() {
    List<String> secrets = new ArrayList<>(okta.issuedSecrets());
    secrets.addAll(sts.issuedSecrets());
    return secrets;
  }

  /** Stops listening and closes every connection. */
  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "OktaAwsSandbox[" + baseUrl + "]";
  }

  /** Describes a sandbox before it starts. */
  public static final class Builder {

    private OrgConfig org = OrgConfig.acme();
    private Clock clock = Clock.systemUTC();
    private Duration pollingInterval = Duration.ofSeconds(5);
    private int port;
    private boolean https;
    private @Nullable String publicUrl;

    private Builder() {}

    /**
     * The org to be.
     *
     * @param config the configuration; {@link OrgConfig#acme()} unless told otherwise
     * @return this builder
     */
    public Builder org(OrgConfig config) {
      this.org = config;
      return this;
    }

    /**
     * The clock that dates tokens, codes, assertions and {@code Date} headers.
     *
     * @param source the system's clock unless told otherwise
     * @return this builder
     */
    public Builder clock(Clock source) {
      this.clock = source;
      return this;
    }

    /**
     * The device authorization's polling interval: what {@code interval} says and {@code slow_down}
     * enforces.
     *
     * @param interval whole seconds, 5 unless told otherwise; zero, so that no poll comes too early
     * @return this builder
     */
    public Builder pollingInterval(Duration interval) {
      if (interval.isNegative() || !interval.equals(Duration.ofSeconds(interval.toSeconds()))) {
        throw new IllegalArgumentException(
            "pollingInterval must be zero or whole seconds, not " + interval);
      }
      this.pollingInterval = interval;
      return this;
    }

    /**
     * The port on 127.0.0.1.
     *
     * @param number 0, the default, for any free port
     * @return this builder
     */
    public Builder port(int number) {
      if (number < 0 || number > 65_535) {
        throw new IllegalArgumentException("port must be 0 to 65535, not " + number);
      }
      this.port = number;
      return this;
    }

    /**
     * Whether to speak HTTPS with a fresh certificate authority, see {@link #caCertificate()}.
     *
     * @param tls false unless told otherwise
     * @return this builder
     */
    public Builder https(boolean tls) {
      this.https = tls;
      return this;
    }

    /**
     * The URL under which people and clients reach the sandbox, when something forwards to it.
     * Every URL in its answers begins with it.
     *
     * @param url an http or https URL without a path
     * @return this builder
     */
    public Builder publicUrl(String url) {
      URI uri = URI.create(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      String path = uri.getPath() == null ? "" : uri.getPath();
      if (!web || uri.getHost() == null || !(path.isEmpty() || path.equals("/"))) {
        throw new IllegalArgumentException(
            "publicUrl must be like https://okta.example.com, not " + url);
      }
      this.publicUrl = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
      return this;
    }

    /**
     * Starts listening.
     *
     * @return the running sandbox
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public OktaAwsSandbox start() {
      return new OktaAwsSandbox(this);
    }

    private String baseUrl(int actualPort) {
      if (publicUrl != null) {
        return publicUrl;
      }
      return https ? "https://localhost:" + actualPort : "http://127.0.0.1:" + actualPort;
    }
  }
}
