package io.github.oktaaws.testkit.internal.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose temporary credentials signed a request, by AWS Signature Version 4 in the
 * Authorization header.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class SigV4 {
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final Sessions sessions;

  SigV4(Clock clock, Sessions sessions) {
    this.clock = clock;
    this.sessions = sessions;
  }

  RoleSession caller(RecordedRequest request, ByteString body) {
    SigV4Authorization authorization = SigV4Authorization.of(request.getHeaders());
    RoleSession session = session(authorization, request.getHeaders());
    String time = checkedTime(request.getHeaders(), authorization);
    authorization.checkScope("sts");
    checkSignedHeaders(authorization.signedHeaders());
    String stringToSign =
        String.join(
            "\n",
            SigV4Authorization.ALGORITHM,
            time,
            authorization.scope(),
            CanonicalRequest.of(request, body, authorization.signedHeaders()).sha256().hex());
    String expected = authorization.sign(stringToSign, session.secretAccessKey());
    if (!same(expected, authorization.signature())) {
      throw mismatch(
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }
    return session;
  }

  private RoleSession session(SigV4Authorization authorization, Headers headers) {
    @Nullable String token = headers.get("x-amz-security-token");
    // Credentials of one partition are unknown in every other one.
    RoleSession session =
        sessions
            .find(authorization.accessKeyId())
            .filter(found -> token != null && same(found.sessionToken(), token))
            .filter(found -> found.role().partition() == Partition.ofRegion(authorization.region()))
            .orElseThrow(
                () ->
                    new StsError(
                        "InvalidClientTokenId",
                        "The security token included in the request is invalid."));
    if (sessions.isExpired(session)) {
      throw new StsError("ExpiredToken", "The security token included in the request is expired");
    }
    return session;
  }

  private String checkedTime(Headers headers, SigV4Authorization authorization) {
    @Nullable String time = headers.get("x-amz-date");
    if (time == null) {
      throw incomplete("Authorization header requires existence of an 'X-Amz-Date' header.");
    }
    Instant signed;
    try {
      signed = TIME.parse(time, Instant::from);
    } catch (DateTimeException malformed) {
      throw incomplete("Date must be in ISO-8601 'basic format'. Got '" + time + "'.");
    }
    if (!time.startsWith(authorization.date())) {
      throw mismatch(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
    }
    Instant now = clock.instant();
    if (signed.isBefore(now.minus(MAX_SKEW))) {
      throw mismatch(
          "Signature expired: "
              + time
              + " is now earlier than "
              + TIME.format(now.minus(MAX_SKEW)));
    }
    if (signed.isAfter(now.plus(MAX_SKEW))) {
      throw mismatch(
          "Signature not yet current: "
              + time
              + " is still later than "
              + TIME.format(now.plus(MAX_SKEW)));
    }
    return time;
  }

  private static void checkSignedHeaders(List<String> signed) {
    for (String name : List.of("host", "x-amz-date", "x-amz-security-token")) {
      if (!signed.contains(name)) {
        throw mismatch("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
      }
    }
  }

  private static boolean same(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  static StsError mismatch(String message) {
    return new StsError("SignatureDoesNotMatch", message);
  }

  static StsError incomplete(String message) {
    return new StsError("IncompleteSignature", message);
  }
}
