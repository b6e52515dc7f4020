package io.github.oktaaws.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oktaaws.RoleCredentials;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that can be said is collected, every logger at TRACE, and searched for secrets. */
class StsSecretsTest {

  private static final String POLICY = "{\"Sid\":\"CANARYpolicy\"}";

  private CannedSts sts;

  @BeforeEach
  void start() throws Exception {
    sts = new CannedSts();
  }

  @AfterEach
  void stop() {
    sts.close();
  }

  /**
   * aws-advanced-jdbc-wrapper logs its token; the AWS SDK for Java prints the session token, and
   * its usual HTTP client logs all of the exchange.
   */
  @Test
  void noSecretIsLoggedOrThrownOrPrinted() {
    List<String> said = new ArrayList<>();
    try (CapturedLog log = new CapturedLog()) {
      sts.answersCredentials();
      RoleCredentials credentials = assume();
      said.add(credentials.toString());
      said.add(service().toString());
      for (String code :
          List.of("ValidationError", "Throttling", "AccessDenied", "Odd", "ExpiredToken")) {
        for (int i = 0; i < 3; i++) {
          sts.answersError(
              400, code, "Value '" + CannedSts.ASSERTION + "' and '" + POLICY + "' were refused");
        }
        said.add(printed(catchThrowable(this::assume)));
      }
      sts.answers(CannedSts.xml(200, CannedSts.credentialsBody() + "<", List.of()));
      said.add(printed(catchThrowable(this::assume)));
      sts.close();
      said.add(printed(catchThrowable(this::assume)));
      assertThat(log.lines())
          .as("the SDK logs at all")
          .anyMatch(line -> line.contains("software.amazon"));
      said.addAll(log.lines());
    }

    for (String secret :
        List.of(CannedSts.ASSERTION, CannedSts.SECRET_KEY, CannedSts.SESSION_TOKEN, "CANARY")) {
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      assertThat(said).noneMatch(line -> line.contains(secret) || line.contains(encoded));
    }
  }

  private RoleCredentials assume() {
    return service().assume(CannedSts.assertion(), CannedSts.role("aws"));
  }

  private AssumeRoleWithSamlService service() {
    return sts.service().sessionDuration(Duration.ofHours(2)).sessionPolicy(POLICY).build();
  }

  private static String printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
