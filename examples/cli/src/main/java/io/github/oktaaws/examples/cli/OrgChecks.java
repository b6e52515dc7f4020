package io.github.oktaaws.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.GrantTypeNotAllowedException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.ScopeNotAllowedException;
import io.github.oktaaws.signin.DeviceAuthorizationService;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What can be seen of an org and a client without a person.
 *
 * @param org the org
 * @param clientId the client
 * @param clock this machine's clock
 * @param onAnyDevice whether people sign in by device authorization, which can be tried without one
 */
record OrgChecks(OktaOrg org, String clientId, Clock clock, boolean onAnyDevice) {

  private static final Duration MOST_SKEW = Duration.ofMinutes(1);
  private static final long MOST_BYTES = 64 * 1024;

  /**
   * Looks.
   *
   * @return what was found, in the order of the setup guide
   */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(reached());
    if (findings.stream().anyMatch(Finding::isProblem)) {
      findings.addAll(clientSkipped("the org does not answer as one"));
    } else {
      findings.addAll(onAnyDevice ? client() : clientSkipped("a sign-in in the browser tells"));
    }
    return findings;
  }

  private static List<Finding> clientSkipped(String why) {
    return Stream.of("client", "grants", "scopes").map(each -> Finding.skipped(each, why)).toList();
  }

  private List<Finding> reached() {
    HttpUrl address = HttpUrl.get(org.endpoints().organization().toString());
    Request request =
        new Request.Builder().url(address).header("Accept", "application/json").build();
    try (Response answer = org.httpClient().newCall(request).execute()) {
      String body = answer.peekBody(MOST_BYTES).string();
      return List.of(isAnOrg(answer, body), engine(body), clock(answer));
    } catch (IOException e) {
      return List.of(
          Finding.problem(
              "org",
              org.host()
                  + " cannot be reached ("
                  + e
                  + "). Check --org-domain, the network, HTTPS_PROXY and NO_PROXY; if your network"
                  + " inspects TLS, name its certificates in AWS_CA_BUNDLE."));
    }
  }

  private Finding isAnOrg(Response answer, String body) {
    return answer.isSuccessful() && pipeline(body).length() > 0
        ? Finding.ok("org", org.host() + " answers")
        : Finding.problem(
            "org",
            org.host()
                + " answers HTTP "
                + answer.code()
                + ", not as an Okta org does. Check --org-domain; a proxy may answer in its"
                + " place.");
  }

  private static Finding engine(String body) {
    return switch (pipeline(body)) {
      case "idx" -> Finding.ok("engine", "Okta Identity Engine");
      case "v1" ->
          Finding.problem(
              "engine",
              "The org runs Okta Classic Engine. It must be upgraded to Identity Engine.");
      default -> Finding.skipped("engine", "the org does not say");
    };
  }

  private static String pipeline(String body) {
    try {
      JsonNode read = new ObjectMapper().readTree(body);
      return read.path("pipeline").asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private Finding clock(Response answer) {
    Date date = answer.headers().getDate("Date");
    if (date == null) {
      return Finding.skipped("clock", "the org's answer has no date");
    }
    Instant theirs = date.toInstant();
    Duration ahead = Duration.between(theirs, clock.instant());
    return ahead.abs().compareTo(MOST_SKEW) <= 0
        ? Finding.ok("clock", "agrees with the org's")
        : Finding.problem(
            "clock",
            "This machine's clock is "
                + ahead.abs().toSeconds()
                + " seconds "
                + (ahead.isNegative() ? "behind" : "ahead of")
                + " the org's. Set it, best by NTP.");
  }

  private List<Finding> client() {
    try {
      // nobody will approve it, and it expires by itself
      DeviceAuthorizationService.create(org, clientId).start();
      return List.of(
          Finding.ok("client", "the org knows " + clientId),
          Finding.ok("grants", "Device Authorization is allowed"),
          Finding.ok("scopes", "granted"));
    } catch (GrantTypeNotAllowedException e) {
      return List.of(
          Finding.ok("client", "the org knows " + clientId),
          Problems.of(e),
          Finding.skipped("scopes", "the grant comes first"));
    } catch (ScopeNotAllowedException e) {
      return List.of(
          Finding.ok("client", "the org knows " + clientId),
          Finding.ok("grants", "Device Authorization is allowed"),
          Problems.of(e));
    } catch (OktaAwsException e) {
      Finding why = Problems.of(e);
      return List.of(
          why.check().equals("sign-in") ? Finding.problem("client", why.words()) : why,
          Finding.skipped("grants", "the client comes first"),
          Finding.skipped("scopes", "the client comes first"));
    }
  }
}
