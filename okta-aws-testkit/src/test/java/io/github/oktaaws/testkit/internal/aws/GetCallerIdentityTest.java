package io.github.oktaaws.testkit.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class GetCallerIdentityTest {

  private final StsOnLoopback sts = new StsOnLoopback(Instant.now());

  @AfterEach
  void stop() {
    sts.close();
  }

  @Test
  void theSdkLearnsWhoItIs() throws Exception {
    try (StsClient client = sts.sdk(sts.credentials())) {
      GetCallerIdentityResponse caller = client.getCallerIdentity();
      assertThat(caller.arn())
          .isEqualTo("arn:aws:sts::111122223333:assumed-role/admin/jane@example.com");
      assertThat(caller.account()).isEqualTo("111122223333");
      assertThat(caller.userId()).matches("AROA[A-Z2-7]{16}:jane@example.com");
    }
  }
}
