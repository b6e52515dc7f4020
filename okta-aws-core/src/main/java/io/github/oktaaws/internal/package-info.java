/** What the modules share and nobody else should use. */
@NullMarked
package io.github.oktaaws.internal;

import org.jspecify.annotations.NullMarked;
