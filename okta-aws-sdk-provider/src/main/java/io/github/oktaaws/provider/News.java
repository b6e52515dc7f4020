package io.github.oktaaws.provider;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.OktaAwsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener, and survives it. */
final class News {

  private static final Logger LOG = LoggerFactory.getLogger(OktaAwsCredentialsProvider.class);

  private final OktaAwsListener listener;

  News(OktaAwsListener listener) {
    this.listener = listener;
  }

  void tell(OktaAwsEvent event) {
    try {
      listener.on(event);
    } catch (Throwable e) {
      // not even a listener's broken class path may keep credentials from their callers
      LOG.warn("The listener failed at {}", event.getClass().getSimpleName(), e);
    }
  }
}
