package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.SandboxRequest;
import java.util.Map;

/** A request to one of an authorization server's endpoints, with the fields of its form. */
record OAuthRequest(Server server, SandboxRequest http, Map<String, String> form) {

  @Override
  public String toString() {
    return "OAuthRequest[" + http + "]";
  }
}
