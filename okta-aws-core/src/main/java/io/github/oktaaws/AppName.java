package io.github.oktaaws;

import io.github.oktaaws.federation.FederationApp;
import io.github.oktaaws.internal.http.Words;
import java.util.List;

/**
 * What a federation app is called in the configuration: its label, or what may be its id as well.
 */
record AppName(String text, boolean mayBeId) {

  /** Okta's ids of apps; a label that looks like one would be a strange one. */
  private static final String ID = "0oa[0-9A-Za-z]{17}";

  static AppName label(String text) {
    return new AppName(text.strip(), false);
  }

  static AppName idOrLabel(String text) {
    return new AppName(text.strip(), true);
  }

  /** Whether it is an id, whatever apps there are: of custom SAML apps, Okta tells nobody. */
  boolean isId() {
    return mayBeId && text.matches(ID);
  }

  /** Those that are called so: the one with the id, else all with the label. */
  List<FederationApp> among(List<FederationApp> all) {
    List<FederationApp> withId =
        all.stream().filter(app -> mayBeId && app.id().equals(text)).toList();
    return withId.isEmpty()
        ? all.stream().filter(app -> app.label().strip().equals(text)).toList()
        : withId;
  }

  /** For errors. */
  String words() {
    return (mayBeId ? "the id or the label \"" : "the label \"") + Words.printable(text) + '"';
  }
}
