/** Where tokens and credentials rest between calls, processes and restarts. */
@NullMarked
package io.github.oktaaws.store;

import org.jspecify.annotations.NullMarked;
