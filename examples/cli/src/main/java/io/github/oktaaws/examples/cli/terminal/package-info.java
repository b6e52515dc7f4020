/** The person at the terminal: what they are told, asked and shown while they are waited for. */
@NullMarked
package io.github.oktaaws.examples.cli.terminal;

import org.jspecify.annotations.NullMarked;
