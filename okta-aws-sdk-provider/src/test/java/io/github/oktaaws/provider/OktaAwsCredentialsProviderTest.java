package io.github.oktaaws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.RoleCredentials;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.testing.Planted;
import io.github.oktaaws.testing.VirtualClock;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

@Timeout(120)
class OktaAwsCredentialsProviderTest {

  private final VirtualClock clock = new VirtualClock();
  private final ScriptedSource source = new ScriptedSource(clock);
  private final OktaAwsCredentialsProvider provider =
      OktaAwsCredentialsProvider.builder(source).clock(clock).random(() -> 0).build();

  @Test
  void nothingIsAskedForAndNoThreadStartedBeforeCredentialsAreNeeded() {
    List<Thread> before = SingleFlightTest.flightsInTheAir();
    OktaAwsCredentialsProvider idle =
        OktaAwsCredentialsProvider.create(source).toBuilder().clock(clock).build();
    assertThat(idle.identityType()).isEqualTo(AwsCredentialsIdentity.class);
    assertThat(idle.toString()).isNotEmpty();
    idle.close();

    assertThat(source.requests()).isEmpty();
    assertThat(before).containsAll(SingleFlightTest.flightsInTheAir());
  }

  @Test
  void theSignInRunsOnADaemonThreadOfItsOwn() {
    source.before(
        () -> {
          assertThat(Thread.currentThread().isDaemon()).isTrue();
          assertThat(Thread.currentThread().getName()).isEqualTo("okta-aws-credentials");
        });
    provider.login();
    assertThat(source.threads()).hasSize(1).doesNotContain(Thread.currentThread());
  }

  @Test
  void theIdentityHasAllThatTheSdkAsksFor() throws Exception {
    AwsCredentials blocking = provider.resolveCredentials();
    RoleCredentials given = source.given().get(0);

    assertThat(blocking).isInstanceOf(AwsSessionCredentials.class);
    assertThat(blocking.accessKeyId()).isEqualTo(given.accessKeyId());
    assertThat(blocking.secretAccessKey()).isEqualTo(given.secretAccessKey());
    assertThat(((AwsSessionCredentials) blocking).sessionToken()).isEqualTo(given.sessionToken());
    assertThat(blocking.accountId()).contains("123456789012");
    assertThat(blocking.expirationTime()).contains(Instant.parse("2026-03-04T06:06:07Z"));
    assertThat(blocking.providerName()).contains("j");

    assertThat(provider.resolveIdentity()).isCompleted();
    assertThat((Object) provider.resolveIdentity().get()).isSameAs(blocking);
  }

  /** The AWS SDK for Java prints the session token of what STS answers. */
  @Test
  void printsTheRoleAndTheExpiryAndNoSecret() {
    assertThat(provider).hasToString("OktaAwsCredentialsProvider[no credentials yet]");

    AwsCredentials credentials = Planted.said(provider.resolveCredentials());

    assertThat(Planted.said(provider))
        .hasToString(
            "OktaAwsCredentialsProvider["
                + ScriptedSource.ROLE
                + " until 2026-03-04T06:06:07Z, replaced from 2026-03-04T05:51:07Z]");
    assertThat(provider.toString()).doesNotContain(credentials.secretAccessKey());
  }

  /** amazon-redshift-jdbc-driver 2.3.0 makes one type of every error. */
  @Test
  void whatWentWrongIsTheCauseAndItsWordsAreTheMessage() {
    OktaAwsException cause =
        new NetworkException(
            "acme.okta.com", ErrorContext.at(Step.SIGN_IN).cause(new IOException("reset")));
    source.failsWith(cause);

    assertThatThrownBy(provider::login)
        .isInstanceOf(SdkClientException.class)
        .hasMessage(cause.getMessage())
        .hasCause(cause);
    assertThatThrownBy(() -> provider.loginAsync().get())
        .cause()
        .isInstanceOf(SdkClientException.class)
        .hasCause(cause);
  }

  @Test
  void toBuilderKeepsEveryOption() throws Exception {
    OktaAwsCredentialsProviderBuilder defaults = OktaAwsCredentialsProvider.builder(source);
    OktaAwsCredentialsProviderBuilder set =
        defaults
            .copy()
            .interaction(InteractionPolicy.NEVER)
            .advisoryWindow(Duration.ofMinutes(2))
            .mandatoryWindow(Duration.ofMinutes(1).plusSeconds(1))
            .resolveTimeout(Duration.ofSeconds(3))
            .listener(event -> {})
            .clock(clock)
            .nanos(() -> 1)
            .random(() -> 0)
            .threads(Thread::new);
    OktaAwsCredentialsProviderBuilder copied = set.build().toBuilder();

    for (Field option : options()) {
      assertThat(option.get(copied)).as(option.getName()).isSameAs(option.get(set));
      if (!option.getName().equals("source")) {
        assertThat(option.get(set))
            .as("this test sets " + option.getName())
            .isNotEqualTo(option.get(defaults));
      }
    }
  }

  @Test
  void aCopyGetsCredentialsOfItsOwn() {
    provider.login();
    OktaAwsCredentialsProvider copy = provider.toBuilder().build();
    assertThat(copy.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION1");
  }

  @Test
  @SuppressWarnings("NullAway")
  void refusesToBeBuiltWithoutASourceOrClock() {
    assertThatNullPointerException()
        .isThrownBy(() -> OktaAwsCredentialsProvider.create((RoleCredentialsSource) null))
        .withMessage("source");
    assertThatNullPointerException()
        .isThrownBy(() -> OktaAwsCredentialsProvider.builder(source).clock(null))
        .withMessage("clock");
  }

  private static List<Field> options() {
    List<Field> options =
        Arrays.stream(OktaAwsCredentialsProviderBuilder.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
            .toList();
    options.forEach(option -> option.setAccessible(true));
    return options;
  }
}
