package io.github.oktaaws.sts;

import io.github.oktaaws.saml.AwsRole;
import io.github.oktaaws.saml.SamlAssertion;
import io.github.oktaaws.testing.Planted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** An STS on loopback that answers what it was told to, in AWS's own words. */
final class CannedSts implements AutoCloseable {

  static final String SECRET_KEY = "CANARYsecretAccessKey0123456789abcdefghij";
  static final String SESSION_TOKEN = "CANARYsessionToken/with+signs==";
  static final String ASSERTION = "CANARYassertionPD94bWwgdmVyc2lvbj0iMS4wIj8+==";
  static final Instant EXPIRATION = Instant.parse("2026-11-24T15:00:00Z");
  static final Instant ANSWERED = Instant.parse("2026-11-24T14:00:00Z");

  private final MockWebServer server = new MockWebServer();

  CannedSts() throws IOException {
    Planted.secrets(SECRET_KEY, SESSION_TOKEN, ASSERTION);
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  static SamlAssertion assertion() {
    return new SamlAssertion(
        ASSERTION,
        List.of(role("aws")),
        "http://www.okta.com/exk1",
        Optional.of("jane@acme.example"),
        Optional.of("jane@acme.example"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static AwsRole role(String partition) {
    return new AwsRole(
        "arn:" + partition + ":iam::123456789012:role/team/Analyst",
        "arn:" + partition + ":iam::123456789012:saml-provider/Okta");
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** A builder for this STS that does not wait between attempts. */
  AssumeRoleWithSamlBuilder service() {
    return AssumeRoleWithSamlService.builder()
        .region(Region.US_EAST_1)
        .endpoint(endpoint())
        .pace(impatient(Duration.ofSeconds(10)));
  }

  static StsPace impatient(Duration attempt) {
    var none = BackoffStrategy.retryImmediately();
    return new StsPace(3, attempt, none, none);
  }

  void answers(MockResponse response) {
    server.enqueue(response);
  }

  void answersCredentials() {
    answers(credentials(ANSWERED, EXPIRATION));
  }

  void answersError(int status, String code, String message) {
    answers(error(status, code, message));
  }

  int requests() {
    return server.getRequestCount();
  }

  RecordedRequest takeRequest() throws InterruptedException {
    return server.takeRequest();
  }

  static Map<String, String> form(RecordedRequest request) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body(request).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(decode(parts[0]), decode(parts[1]));
    }
    return form;
  }

  static String body(RecordedRequest request) {
    return Objects.requireNonNull(request.getBody()).utf8();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static MockResponse credentials(Instant answeredAt, Instant expiration) {
    return xml(
        200,
        credentialsBody().replace(EXPIRATION.toString(), expiration.toString()),
        List.of("Date", httpDate(answeredAt)));
  }

  static String credentialsBody() {
    return """
        <AssumeRoleWithSAMLResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleWithSAMLResult>
            <Issuer>http://www.okta.com/exk1</Issuer>
            <AssumedRoleUser>
              <Arn>arn:aws:sts::210987654321:assumed-role/Analyst/jane@acme.example</Arn>
              <AssumedRoleId>AROA123456789EXAMPLE:jane@acme.example</AssumedRoleId>
            </AssumedRoleUser>
            <Credentials>
              <AccessKeyId>ASIAEXAMPLE</AccessKeyId>
              <SecretAccessKey>%s</SecretAccessKey>
              <SessionToken>%s</SessionToken>
              <Expiration>%s</Expiration>
            </Credentials>
            <Audience>https://signin.aws.amazon.com/saml</Audience>
            <SubjectType>unspecified</SubjectType>
            <PackedPolicySize>6</PackedPolicySize>
            <NameQualifier>SbdGOnUkh1i4+EXAMPLExL/jEvs=</NameQualifier>
            <SourceIdentity>jane</SourceIdentity>
            <Subject>jane@acme.example</Subject>
          </AssumeRoleWithSAMLResult>
          <ResponseMetadata>
            <RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId>
          </ResponseMetadata>
        </AssumeRoleWithSAMLResponse>
        """
        .formatted(SECRET_KEY, SESSION_TOKEN, EXPIRATION);
  }

  static MockResponse error(int status, String code, String message) {
    return xml(
        status,
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <Error>
            <Type>Sender</Type>
            <Code>%s</Code>
            <Message>%s</Message>
          </Error>
          <RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId>
        </ErrorResponse>
        """
            .formatted(code, message),
        List.of());
  }

  static MockResponse xml(int status, String body, List<String> header) {
    MockResponse.Builder response =
        new MockResponse.Builder()
            .code(status)
            .addHeader("x-amzn-RequestId", "c6104cbe-af31-11e0-8154-cbc7ccf896c7")
            .addHeader("Content-Type", "text/xml")
            .body(body);
    for (int i = 0; i < header.size(); i += 2) {
      response.addHeader(header.get(i), header.get(i + 1));
    }
    return response.build();
  }

  static String httpDate(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
  }

  List<RecordedRequest> all() throws InterruptedException {
    List<RecordedRequest> requests = new ArrayList<>();
    for (int i = 0; i < requests(); i++) {
      requests.add(takeRequest());
    }
    return requests;
  }

  @Override
  public void close() {
    server.close();
  }
}
