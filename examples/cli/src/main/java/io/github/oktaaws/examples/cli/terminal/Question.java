package io.github.oktaaws.examples.cli.terminal;

import java.util.function.Function;

/**
 * A choice to be made.
 *
 * @param what what is to be chosen, for example {@code a role}
 * @param label how an option is shown
 * @param insteadGive the flag that answers the question beforehand
 * @param <T> what the options are
 */
public record Question<T>(String what, Function<T, String> label, String insteadGive) {}
