/** Tests of the command line, in-process and as a program. */
@NullMarked
package io.github.oktaaws.examples.cli;

import org.jspecify.annotations.NullMarked;
