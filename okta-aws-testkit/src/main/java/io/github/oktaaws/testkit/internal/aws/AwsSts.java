package io.github.oktaaws.testkit.internal.aws;

import com.nimbusds.jose.jwk.JWKSet;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An AWS Security Token Service in memory: the Query protocol of API version 2011-06-15 with {@code
 * AssumeRoleWithSAML}, {@code AssumeRoleWithWebIdentity} and {@code GetCallerIdentity}.
 *
 * <p>It trusts nothing but what it was built with: the providers' certificates and keys, the roles
 * and the sessions it issued itself. Every time limit runs on the given clock. One instance stands
 * for all accounts and partitions of its roles. Session tags and the conditions of trust policies
 * are not modelled. Safe for use by several threads.
 */
public final class AwsSts {
  private static final Logger log = LoggerFactory.getLogger(AwsSts.class);
  private static final Set<String> PATHS = Set.of("/", "/sts", "/sts/");

  private final Map<String, Action> actions;
  private final Sessions sessions;
  private final Queue<StsError> rejections = new ConcurrentLinkedQueue<>();
  private final QueryAnswers answers;

  /**
   * An STS that knows these providers and roles and nothing else.
   *
   * @param clock what every time limit is measured against
   * @param samlProviders the IAM SAML providers
   * @param roles the IAM roles
   * @param oidcProviders the IAM OpenID Connect providers
   */
  public AwsSts(
      Clock clock,
      List<SamlProvider> samlProviders,
      List<Role> roles,
      List<OidcProvider> oidcProviders) {
    this.sessions = new Sessions(clock);
    this.answers = new QueryAnswers(clock);
    Roles known = new Roles(roles);
    this.actions =
        Map.of(
            "AssumeRoleWithSAML",
            rejectable(new AssumeRoleWithSaml(clock, samlProviders, known, sessions)),
            "AssumeRoleWithWebIdentity",
            rejectable(new AssumeRoleWithWebIdentity(clock, oidcProviders, known, sessions)),
            "GetCallerIdentity",
            new GetCallerIdentity(new SigV4(clock, sessions)));
  }

  /**
   * Whether this request is for the STS: a POST to {@code /}, {@code /sts} or {@code /sts/}.
   *
   * @param request any request
   * @return whether {@link #answer} should have it
   */
  public static boolean isFor(RecordedRequest request) {
    return "POST".equals(request.getMethod()) && PATHS.contains(request.getUrl().encodedPath());
  }

  /**
   * Answers one request as AWS would: the result, or an error with AWS's code and HTTP status.
   * Never throws.
   *
   * @param request what was received
   * @return what to send
   */
  public MockResponse answer(RecordedRequest request) {
    try {
      QueryRequest query = QueryRequest.of(request);
      Map.Entry<String, Action> action = query.action(actions);
      return answers.success(action.getKey(), action.getValue().perform(query));
    } catch (StsError error) {
      return answers.failure(error);
    } catch (RuntimeException unexpected) {
      log.error("The sandbox's STS failed on a request", unexpected);
      return answers.failure(
          new StsError(
              "InternalFailure",
              "The request processing has failed because of an unknown error, exception or"
                  + " failure."));
    }
  }

  /**
   * Makes the next {@code AssumeRoleWithSAML} or {@code AssumeRoleWithWebIdentity} call fail,
   * whatever it holds. Several calls queue up.
   *
   * @param code the STS error code, for example {@code RegionDisabledException}
   * @param message the error's text
   */
  public void rejectNext(String code, String message) {
    rejections.add(new StsError(code, message));
  }

  /**
   * The secret access keys and session tokens of the newest 5,000 sessions, for checks that none of
   * them leaks.
   *
   * @return a copy
   */
  public List<String> issuedSecrets() {
    return sessions.issuedSecrets();
  }

  private Action rejectable(Action action) {
    return query -> {
      @Nullable StsError planned = rejections.poll();
      if (planned != null) {
        throw planned;
      }
      return action.perform(query);
    };
  }

  /**
   * An IAM SAML provider.
   *
   * @param arn its ARN, {@code arn:aws:iam::<account>:saml-provider/<name>}
   * @param issuer the identity provider's entity ID
   * @param certificate the one certificate its signatures are checked with
   */
  public record SamlProvider(String arn, String issuer, X509Certificate certificate) {}

  /**
   * An IAM role.
   *
   * @param arn its ARN, {@code arn:aws:iam::<account>:role/<name>}
   * @param maxSessionDuration the longest session it allows
   * @param trustedPrincipals SAML provider ARNs or OIDC issuers that may assume it
   */
  public record Role(String arn, Duration maxSessionDuration, Set<String> trustedPrincipals) {
    /** Copies the set. */
    public Role {
      trustedPrincipals = Set.copyOf(trustedPrincipals);
    }
  }

  /**
   * An IAM OpenID Connect provider, present in the account of every role that trusts its issuer.
   * One issuer may be given several times, with the same keys and an audience each.
   *
   * @param issuer the {@code iss} of its tokens
   * @param audience the registered client ID, compared to a token's {@code azp} if it has one and
   *     to its {@code aud} otherwise. AWS knows nothing of Okta's {@code cid}: for an access token
   *     of an Okta custom authorization server register the server's audience
   * @param keys the issuer's public keys, asked for on each call
   */
  public record OidcProvider(String issuer, String audience, Supplier<JWKSet> keys) {}
}
