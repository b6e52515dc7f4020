package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.regions.Region;

/** Applications make a provider where they need one, and SDK clients close it. */
@Timeout(120)
class OpenUseCloseTest {

  /** aws-advanced-jdbc-wrapper makes a provider and a client for each token, and closes none. */
  @Test
  void aThousandProvidersOverARealSessionLeaveNoThreadAndNoDescriptor() {
    try (OktaAwsSandbox sandbox =
        OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start()) {
      sandbox.autoApprove("jane");
      OktaAwsSession okta =
          OktaAwsSession.builder(OktaEndpoints.ofOrg(sandbox.oktaUrl()), sandbox.oidcClientId())
              .stsEndpoint(URI.create(sandbox.stsUrl()))
              .region(Region.EU_CENTRAL_1)
              .federationApp("0oa1awsprod000000000")
              .prompt(challenge -> {})
              .build();
      openUseClose(okta, 20);
      long threads = threads();
      long descriptors = descriptors();

      openUseClose(okta, 1000);

      Callers.eventually(() -> SingleFlightTest.flightsInTheAir().isEmpty());
      // a server's pool may have grown by one or two meanwhile, and what other tests left may be
      // gone
      assertThat(threads()).isLessThanOrEqualTo(threads + 10);
      assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 10);
      assertThat(sandbox.requests("/oauth2/v1/device/authorize")).hasSize(1);
      Planted.secretsOf(sandbox);
    }
  }

  private static void openUseClose(OktaAwsSession okta, int times) {
    for (int i = 0; i < times; i++) {
      try (OktaAwsCredentialsProvider one =
          OktaAwsCredentialsProvider.create(okta.role(ScriptedSource.ROLE))) {
        assertThat(one.resolveCredentials().accountId()).contains("123456789012");
      }
    }
  }

  private static long threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static long descriptors() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
  }
}
