package io.github.oktaaws;

import io.github.oktaaws.signin.OktaTokens;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, by a session's tokens, and what its listener hears of it. A machine is known by
 * its client ID.
 */
final class PersonOfSession {

  private final TokensOfSession tokens;
  private final boolean isMachine;
  private final String clientId;
  private final OktaAwsListener listener;
  private final String org;
  private final Queue<OktaAwsEvent> untold = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Subject subject;

  private record Subject(String idToken, String name) {}

  PersonOfSession(SessionSettings<?> options, TokensOfSession tokens) {
    this.tokens = tokens;
    this.isMachine = options.asksNobody();
    this.clientId = options.clientId();
    this.listener = options.listener();
    this.org = options.orgHost();
  }

  /** Who is, or could be, signed in; empty if nobody knows, or the tokens do not say. */
  Optional<String> subject() {
    return isMachine
        ? Optional.of(clientId)
        : tokens.last().filter(last -> !last.idToken().isEmpty()).map(this::subject);
  }

  /** Whose tokens they are; the ID token of those in hand is read once. */
  private String subject(OktaTokens of) {
    if (isMachine) {
      return clientId;
    }
    Subject known = subject;
    if (known == null || !known.idToken().equals(of.idToken())) {
      known = new Subject(of.idToken(), of.subject());
      subject = known;
    }
    return known.name();
  }

  /** Who is signed in, as long as the sign-in is good for something. */
  Optional<SignedInPerson> signedIn() {
    return tokens
        .last()
        .filter(last -> isMachine || tokens.areOfUse(last))
        .map(
            last ->
                new SignedInPerson(
                    subject(last),
                    last.username(),
                    endOf(last),
                    isMachine || tokens.areRefreshable(last)));
  }

  /** Notes that somebody has signed in or was refreshed, for the listener to hear later. */
  void note(OktaTokens of, boolean asked) {
    untold.add(new OktaAwsEvent.SignedIn(org, subject(of), endOf(of), asked));
  }

  /** Tells what was noted, by a thread that holds no lock any more. */
  void tellListener() {
    for (OktaAwsEvent event = untold.poll(); event != null; event = untold.poll()) {
      listener.on(event);
    }
  }

  void forget() {
    subject = null;
  }

  private static Instant endOf(OktaTokens tokens) {
    return tokens.receivedAt().plus(tokens.lifetime());
  }
}
