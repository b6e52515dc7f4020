package io.github.oktaaws.config;

/**
 * What somebody wrote for a setting. Prints where, not what: it may be a secret.
 *
 * @param text the value as it was written
 * @param origin where, as errors name it
 */
record Given(String text, String origin) {

  @Override
  public String toString() {
    return "Given[" + origin + "]";
  }
}
