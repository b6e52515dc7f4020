package io.github.oktaaws.testkit.internal.okta;

import io.github.oktaaws.testkit.SandboxRequest;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;

/** Endpoints answer one method only. */
final class Methods {

  private Methods() {}

  static MockResponse get(SandboxRequest request, Supplier<MockResponse> endpoint) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    return reads ? endpoint.get() : Answers.wrongMethod();
  }

  static MockResponse post(SandboxRequest request, Supplier<MockResponse> endpoint) {
    return request.method().equals("POST") ? endpoint.get() : Answers.wrongMethod();
  }
}
