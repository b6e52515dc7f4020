package io.github.oktaaws;

import java.time.Instant;
import java.util.Optional;

/**
 * Who is signed in.
 *
 * @param subject who: the ID token's {@code sub}, or a machine's client ID
 * @param username the name that the person signs in with, where the scope {@code profile} was asked
 *     for
 * @param until when the tokens end, by this machine's clock; it may have passed where the sign-in
 *     can be refreshed
 * @param refreshable whether the sign-in can go on after that without asking the person
 */
public record SignedInPerson(
    String subject, Optional<String> username, Instant until, boolean refreshable) {}
