/** The ways out: how credentials of a role leave the program. */
@NullMarked
package io.github.oktaaws.examples.cli.output;

import org.jspecify.annotations.NullMarked;
