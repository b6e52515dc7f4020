package io.github.oktaaws.config;

/** Who signs in, and how. */
public enum Flow {
  /** A person, in a browser; SAML takes them to AWS. */
  WEB("web"),
  /** A program, with a key of its own. */
  M2M("m2m"),
  /** A person, with a user name and a password that the program has. */
  DIRECT("direct");

  private final String word;

  Flow(String word) {
    this.word = word;
  }

  /**
   * The flow as settings name it.
   *
   * @return for example {@code web}
   */
  public String word() {
    return word;
  }
}
