package io.github.oktaaws.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oktaaws.RoleCredentialsSource.Request;
import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.SignInRequiredException;
import io.github.oktaaws.error.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;

@Timeout(120)
class InteractionPolicyTest {

  private final ProviderRig rig = new ProviderRig();

  @Test
  void onDemandACallAsks() {
    rig.source.needsThePerson();
    assertThat(rig.builder().build().resolveCredentials()).isNotNull();
    assertThat(rig.source.requests()).extracting(Request::mayAsk).containsExactly(true);
  }

  @Test
  void explicitlyOnlyLoginAsksAndTheErrorOfACallSaysSo() {
    rig.source.needsThePerson();
    OktaAwsCredentialsProvider provider = with(InteractionPolicy.EXPLICIT);
    assertThatThrownBy(provider::resolveCredentials)
        .isInstanceOf(SdkClientException.class)
        .hasCauseInstanceOf(SignInRequiredException.class)
        .hasMessageContaining("Call login() where a person can answer")
        .hasMessageContaining("only in login(): InteractionPolicy.EXPLICIT");
    assertThatThrownBy(() -> provider.resolveIdentity().get(60, SECONDS))
        .cause()
        .hasCauseInstanceOf(SignInRequiredException.class);

    provider.login();
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION2");
    assertThat(rig.source.requests()).extracting(Request::mayAsk).containsExactly(false, true);

    rig.pass(Duration.ofHours(1));
    assertThatThrownBy(provider::resolveCredentials)
        .hasCauseInstanceOf(SignInRequiredException.class);
    assertThat(provider.loginAsync()).succeedsWithin(Duration.ofSeconds(60));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION4");
  }

  @Test
  void explicitlyACallDuringALoginGetsItsCredentials() throws Exception {
    Gate person = new Gate();
    rig.source.before(person).needsThePerson();
    OktaAwsCredentialsProvider provider = with(InteractionPolicy.EXPLICIT);
    var login = provider.loginAsync();
    person.awaitReached();
    Callers callers = Callers.of(2, provider::resolveCredentials).allWait();
    person.open();
    assertThat(callers.call(0).get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(callers.call(1).get(60, SECONDS).accessKeyId()).isEqualTo("ASIAGENERATION1");
    assertThat(login).succeedsWithin(Duration.ofSeconds(60));
  }

  @Test
  void aLoginThatJoinsTheCallOfOneWhoMayNotAskAsks() throws Exception {
    Gate upstream = new Gate();
    rig.source.before(upstream).needsThePerson();
    OktaAwsCredentialsProvider provider = with(InteractionPolicy.EXPLICIT);
    var call = provider.resolveIdentity();
    upstream.awaitReached();
    var login = provider.loginAsync();
    upstream.open();
    assertThat(login).succeedsWithin(Duration.ofSeconds(60));
    assertThat(rig.source.requests()).extracting(Request::mayAsk).containsExactly(false, true);
    // the call gets either its failure or, if it comes to see it, what the login has brought
    assertThat(call.handle((identity, failure) -> "an outcome"))
        .succeedsWithin(Duration.ofSeconds(60));
  }

  @Test
  void neverNotEvenLoginAsksAndTheErrorSaysWhatToDo() {
    rig.source.needsThePerson();
    OktaAwsCredentialsProvider provider = with(InteractionPolicy.NEVER);
    assertThatThrownBy(provider::resolveCredentials)
        .hasCauseInstanceOf(SignInRequiredException.class)
        .hasMessageContaining("InteractionPolicy.NEVER; somebody must sign in on the same session");
    assertThatThrownBy(provider::login).hasCauseInstanceOf(SignInRequiredException.class);
    assertThat(rig.source.requests()).extracting(Request::mayAsk).containsExactly(false, false);

    rig.source.succeeds();
    rig.pass(Duration.ofSeconds(2));
    assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIAGENERATION3");
  }

  @Test
  void aPromptThatNobodyAnswersOnDemandPointsToThePolicies() {
    rig.source.failsWith(new AuthorizationExpiredException(ErrorContext.at(Step.SIGN_IN)));
    OktaAwsCredentialsProvider provider = rig.builder().build();
    assertThatThrownBy(provider::resolveCredentials)
        .hasMessageContaining("choose InteractionPolicy.EXPLICIT or NEVER");
    assertThatThrownBy(provider::login)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("InteractionPolicy"));
  }

  private OktaAwsCredentialsProvider with(InteractionPolicy policy) {
    return rig.builder().interaction(policy).build();
  }
}
