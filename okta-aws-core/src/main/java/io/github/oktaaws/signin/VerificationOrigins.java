package io.github.oktaaws.signin;

import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.UntrustedVerificationUriException;
import io.github.oktaaws.internal.http.OktaUrls;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The origins at which a person may be asked to sign in (RFC 8628 section 5.4). */
record VerificationOrigins(Set<URI> origins) {

  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]{0,30}):");

  /** The address in its canonical form, in which it can be shown and opened. */
  URI trusted(String address, ErrorContext context) {
    return OktaUrls.canonical(address)
        .filter(OktaUrls::isSafe)
        .filter(uri -> origins.stream().anyMatch(origin -> OktaUrls.sameOrigin(origin, uri)))
        .orElseThrow(() -> new UntrustedVerificationUriException(describe(address), context));
  }

  private static String describe(String address) {
    Optional<URI> uri = OktaUrls.canonical(address);
    if (uri.isPresent()) {
      boolean user = uri.get().getRawUserInfo() != null;
      URI origin = OktaUrls.originOf(uri.get());
      return origin + (user ? " with a user name in the address" : "");
    }
    Matcher scheme = SCHEME.matcher(address);
    return scheme.find() ? "a " + scheme.group(1) + ": address" : "an unreadable address";
  }
}
