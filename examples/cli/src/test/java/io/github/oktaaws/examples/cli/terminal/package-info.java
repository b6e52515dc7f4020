/** Tests of what the person sees and does at the terminal. */
@NullMarked
package io.github.oktaaws.examples.cli.terminal;

import org.jspecify.annotations.NullMarked;
