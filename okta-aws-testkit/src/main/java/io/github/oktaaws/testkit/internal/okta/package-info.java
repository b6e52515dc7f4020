/** The Okta side of the sandbox, held in memory. */
@NullMarked
package io.github.oktaaws.testkit.internal.okta;

import org.jspecify.annotations.NullMarked;
