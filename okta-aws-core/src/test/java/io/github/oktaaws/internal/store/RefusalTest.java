package io.github.oktaaws.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oktaaws.error.AuthorizationDeniedException;
import io.github.oktaaws.error.AuthorizationExpiredException;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.ServerErrorException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.TimedOutException;
import io.github.oktaaws.store.SignInKey;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusalTest {

  private static final ErrorContext CONTEXT = ErrorContext.at(Step.SIGN_IN);
  private static final Instant BEFORE = Instant.parse("2026-03-04T05:06:07Z");
  private static final Instant AT = BEFORE.plusNanos(1);
  private static final SignInKey SIGN_IN =
      new SignInKey(
          URI.create("https://acme.okta.com/"),
          URI.create("https://acme.okta.com/oauth2/v1/token"),
          "0oaClient",
          Set.of("openid"),
          "device",
          Optional.of("jane"));
  private static final SignInKey KEY = Refusal.keyFor(SIGN_IN);

  private static byte[] denied() {
    return Refusal.of(KEY, new AuthorizationDeniedException(CONTEXT), AT).orElseThrow();
  }

  private static Optional<OktaAwsException> read(byte[] entry) {
    return Refusal.since(KEY, entry, BEFORE, AT);
  }

  @Test
  void whatThePersonAnsweredIsTheAnswerOfAllWhoWaited() {
    for (OktaAwsException answer :
        List.of(
            new AuthorizationDeniedException(CONTEXT),
            new AuthorizationExpiredException(CONTEXT),
            new TimedOutException("the sign-in", CONTEXT))) {
      assertThat(read(Refusal.of(KEY, answer, AT).orElseThrow()))
          .hasValueSatisfying(read -> assertThat(read).hasSameClassAs(answer));
    }
  }

  @Test
  void whatIsNoAnswerOfThePersonIsNotKept() {
    for (RuntimeException trouble :
        List.of(
            new CancelledException("the sign-in", CONTEXT),
            new ServerErrorException("acme.okta.com", 503, CONTEXT),
            new IllegalStateException("the prompt failed"))) {
      assertThat(Refusal.of(KEY, trouble, AT)).as("%s", trouble).isEmpty();
    }
  }

  @Test
  void anAnswerCountsForThoseWhoWaitedForItAlone() {
    assertThat(Refusal.since(KEY, denied(), AT, AT)).isEmpty();
    assertThat(Refusal.since(KEY, denied(), BEFORE, BEFORE)).as("the clock set back").isEmpty();
    assertThat(Refusal.since(KEY, denied(), BEFORE, AT)).isPresent();
  }

  @Test
  void isNotTakenForTheSignInNorTheSignInForIt() {
    assertThat(KEY).isNotEqualTo(SIGN_IN);
    assertThat(KEY.id()).isNotEqualTo(SIGN_IN.id());
    assertThat(StoreEntry.tokens(KEY, denied())).isEmpty();
    assertThat(StoreEntry.tokens(SIGN_IN, denied())).isEmpty();
    assertThat(Refusal.since(SIGN_IN, denied(), BEFORE, AT)).isEmpty();
  }

  @Test
  void ofAnotherVersionOrKindOrWithoutATimeIsNone() {
    String entry = new String(denied(), UTF_8);
    for (String[] change :
        new String[][] {
          {"\"version\":1", "\"version\":2"},
          {"\"DENIED\"", "\"ANNOYED\""},
          {"\"DENIED\"", "null"},
          {"\"" + AT + "\"", "null"},
          {"\"" + AT + "\"", "\"soon\""}
        }) {
      assertThat(entry).contains(change[0]);
      assertThat(read(entry.replace(change[0], change[1]).getBytes(UTF_8))).as(change[1]).isEmpty();
    }
  }

  @Test
  void cutAnywhereIsNone() {
    byte[] entry = denied();
    for (int length = 0; length < entry.length; length++) {
      assertThat(read(Arrays.copyOf(entry, length))).as("%d bytes", length).isEmpty();
    }
  }
}
