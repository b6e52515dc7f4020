package io.github.oktaaws.benchmarks.lab;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** Answers as STS would to AssumeRoleWithSAML, whatever the assertion; refuses everything else. */
final class CannedSts implements CannedServer.Answers {

  private static final ByteString ACTION = ByteString.encodeUtf8("Action=AssumeRoleWithSAML");
  private static final ByteString DURATION = ByteString.encodeUtf8("DurationSeconds=");

  private static final String REFUSAL =
      """
      <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <Error><Type>Sender</Type><Code>MissingAuthenticationToken</Code>
        <Message>Request is missing Authentication Token</Message></Error>
        <RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId>
      </ErrorResponse>
      """;

  private final Counter counter;
  private final AtomicLong serial = new AtomicLong();

  CannedSts(Counter counter) {
    this.counter = counter;
  }

  @Override
  public MockResponse answer(RecordedRequest request) {
    ByteString form = request.getBody();
    if (form == null || form.indexOf(ACTION) < 0) {
      counter.add(Seen.OTHER_STS);
      return xml(403, REFUSAL);
    }
    counter.add(Seen.ASSUME_ROLE);
    return xml(200, credentials(duration(form)));
  }

  private static long duration(ByteString form) {
    int at = form.indexOf(DURATION);
    if (at < 0) {
      return 3600;
    }
    int from = at + DURATION.size();
    String digits = form.substring(from, Math.min(from + 5, form.size())).utf8();
    return Long.parseLong(digits.replaceAll("\\D.*", ""));
  }

  private String credentials(long seconds) {
    return """
        <AssumeRoleWithSAMLResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleWithSAMLResult>
            <Audience>https://signin.aws.amazon.com/saml</Audience>
            <Issuer>http://www.okta.com/exk1</Issuer>
            <AssumedRoleUser>
              <Arn>arn:aws:sts::123456789012:assumed-role/production-workload-reader/jane</Arn>
              <AssumedRoleId>AROA123456789EXAMPLE:jane@acme.example</AssumedRoleId>
            </AssumedRoleUser>
            <Credentials>
              <AccessKeyId>ASIA%016d</AccessKeyId>
              <SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY</SecretAccessKey>
              <SessionToken>%s</SessionToken>
              <Expiration>%s</Expiration>
            </Credentials>
            <Subject>jane@acme.example</Subject>
          </AssumeRoleWithSAMLResult>
          <ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154</RequestId></ResponseMetadata>
        </AssumeRoleWithSAMLResponse>
        """
        .formatted(
            serial.incrementAndGet(),
            "FwoGZXIvYXdzE".repeat(60),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds));
  }

  private static MockResponse xml(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Date", LabDates.now())
        .addHeader("Content-Type", "text/xml")
        .addHeader("x-amzn-RequestId", "c6104cbe-af31-11e0-8154-cbc7ccf896c7")
        .body(body)
        .build();
  }
}
