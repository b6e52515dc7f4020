package io.github.oktaaws.provider;

import io.github.oktaaws.OktaAwsEvent;
import io.github.oktaaws.RoleCredentialsSource;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.NetworkException;
import io.github.oktaaws.error.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A provider of one-hour credentials with all that surrounds it; random numbers are 0. */
final class ProviderRig {

  final HostClocks clocks = new HostClocks();
  final ScriptedSource source = new ScriptedSource(clocks.wall());
  final Flights flights = new Flights();
  final List<OktaAwsEvent> events = new CopyOnWriteArrayList<>();

  OktaAwsCredentialsProviderBuilder builder() {
    return builder(source);
  }

  OktaAwsCredentialsProviderBuilder builder(RoleCredentialsSource other) {
    return OktaAwsCredentialsProvider.builder(other)
        .clock(clocks.wall())
        .nanos(clocks::nanos)
        .random(() -> 0)
        .threads(flights)
        .listener(events::add);
  }

  /** A provider that has credentials of generation 1. */
  OktaAwsCredentialsProvider warm(OktaAwsCredentialsProviderBuilder builder) {
    OktaAwsCredentialsProvider provider = builder.build();
    provider.login();
    flights.land();
    return provider;
  }

  OktaAwsCredentialsProvider warm() {
    return warm(builder());
  }

  /** Calls the provider, and lets a refresh that the call started come to its end. */
  AwsCredentials resolveAndLand(OktaAwsCredentialsProvider provider) {
    AwsCredentials served = provider.resolveCredentials();
    flights.land();
    return served;
  }

  void pass(Duration duration) {
    clocks.advance(duration);
  }

  int attempts() {
    return source.requests().size();
  }

  <T extends OktaAwsEvent> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static NetworkException networkDown() {
    return new NetworkException(
        "acme.okta.com", ErrorContext.at(Step.SIGN_IN).cause(new IOException("reset")));
  }

  static String generation(int generation) {
    return "ASIAGENERATION" + generation;
  }
}
