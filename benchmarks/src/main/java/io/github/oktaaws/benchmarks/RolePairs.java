package io.github.oktaaws.benchmarks;

import io.github.oktaaws.saml.AwsRole;

/** What the peers make of an attribute's value: a cut at the comma, as everybody's code has it. */
final class RolePairs {

  private RolePairs() {}

  static AwsRole of(String value) {
    int comma = value.indexOf(',');
    String first = value.substring(0, comma).strip();
    String second = value.substring(comma + 1).strip();
    return first.contains(":saml-provider/")
        ? new AwsRole(second, first)
        : new AwsRole(first, second);
  }
}
