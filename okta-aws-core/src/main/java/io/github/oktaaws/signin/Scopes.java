package io.github.oktaaws.signin;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What is asked for, checked before anything is sent. */
final class Scopes {

  // RFC 6749 section 3.3, scope-token
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+");

  private Scopes() {}

  /** The scopes in their order, each once. */
  static Set<String> checked(Collection<String> scopes) {
    for (String scope : scopes) {
      if (!SCOPE.matcher(scope).matches()) {
        throw new ConfigurationException(
            "\"" + Words.printable(scope) + "\" is not a scope.", "Give each scope by itself.");
      }
    }
    if (scopes.isEmpty()) {
      throw new ConfigurationException(
          "No scope is asked for.", "Leave the scopes as they are, or give at least one.");
    }
    return Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }
}
