/** Serving credentials to programs of this machine, as a container's host would. */
@NullMarked
package io.github.oktaaws.examples.cli.serve;

import org.jspecify.annotations.NullMarked;
