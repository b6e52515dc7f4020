package io.github.oktaaws;

import io.github.oktaaws.Turns.Caller;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.SignIn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ladder's last rung: a new sign-in, for which a person is asked. A refusal answers all who
 * waited for it, here and in other processes; and while the person is busy, what comes after is
 * made ready.
 */
final class NewSignIn {

  private final SignIn step;
  private final boolean asksNobody;
  private final SessionStore store;
  private final OktaAwsListener listener;

  /** What the sign-in that is under way is for. */
  private volatile @Nullable Preparation preparing;

  NewSignIn(SessionSettings<?> options, SessionStore store) {
    this.step = options.signInStep(this::promptShown);
    this.asksNobody = options.asksNobody();
    this.store = store;
    this.listener = options.listener();
  }

  OktaTokens signIn(Caller caller) {
    Optional<OktaAwsException> refused = store.refusalSince(caller.began());
    if (refused.isPresent()) {
      throw refused.get();
    }
    preparing = caller.preparation();
    if (asksNobody) {
      // no prompt will say when it is time
      caller.preparation().connect();
    } else {
      caller.preparation().makeClients();
    }
    try {
      return step.signIn();
    } catch (OktaAwsException e) {
      store.keepRefusal(e);
      throw e;
    } finally {
      caller.preparation().end();
      preparing = null;
    }
  }

  /** The person is busy now: time to get ready for what comes after. */
  private void promptShown(OktaAwsEvent.PromptShown event) {
    listener.on(event);
    Preparation next = preparing;
    if (next != null) {
      next.start();
    }
  }
}
