package io.github.oktaaws.internal;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.OktaAwsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener, and lets nothing that it throws get in the way.
 *
 * @param listener the application's listener
 */
public record GuardedListener(OktaAwsListener listener) implements OktaAwsListener {

  private static final Logger LOG = LoggerFactory.getLogger(OktaAwsListener.class);

  @Override
  public void on(OktaAwsEvent event) {
    try {
      listener.on(event);
    } catch (Throwable e) {
      // not even a listener's broken class path may keep credentials from their callers
      LOG.warn("The listener failed on {}", event.getClass().getSimpleName(), e);
    }
  }
}
