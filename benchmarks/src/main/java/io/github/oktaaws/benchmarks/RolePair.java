package io.github.oktaaws.benchmarks;

/** What the peers make of an attribute's value: a cut at the comma, unchecked, as is usual. */
record RolePair(String roleArn, String principalArn) {

  static RolePair of(String value) {
    int comma = value.indexOf(',');
    String first = value.substring(0, comma).strip();
    String second = value.substring(comma + 1).strip();
    return first.contains(":saml-provider/")
        ? new RolePair(second, first)
        : new RolePair(first, second);
  }
}
