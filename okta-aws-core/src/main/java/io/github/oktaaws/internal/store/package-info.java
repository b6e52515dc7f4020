/** How tokens and credentials are written down. */
@NullMarked
package io.github.oktaaws.internal.store;

import org.jspecify.annotations.NullMarked;
