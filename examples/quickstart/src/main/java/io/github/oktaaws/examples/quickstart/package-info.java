/** The README's code, and the whole way against a sandbox. */
@NullMarked
package io.github.oktaaws.examples.quickstart;

import org.jspecify.annotations.NullMarked;
