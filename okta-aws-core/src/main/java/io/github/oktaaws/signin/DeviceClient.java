package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.OktaErrors;
import io.github.oktaaws.internal.http.OktaHttp;
import java.time.Clock;
import java.util.Set;

/** The OAuth client that asks, as both requests of the device grant need it. */
record DeviceClient(OktaOrg org, String id, Set<String> scopes, Clock clock) {

  OktaHttp http() {
    return new OktaHttp(org.httpClient(), Step.SIGN_IN);
  }

  String scope() {
    return String.join(" ", scopes);
  }

  OktaAwsException refused(OktaErrors error) {
    return error.forClient(id, "Device Authorization", scope());
  }
}
