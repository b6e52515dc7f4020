/** What can go wrong, one final class per meaning, each of which says what to do about it. */
@NullMarked
package io.github.oktaaws.error;

import org.jspecify.annotations.NullMarked;
