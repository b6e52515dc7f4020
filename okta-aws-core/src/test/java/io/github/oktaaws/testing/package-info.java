/** What the tests of this library's modules share. Not for use by others, and may change. */
@NullMarked
package io.github.oktaaws.testing;

import org.jspecify.annotations.NullMarked;
