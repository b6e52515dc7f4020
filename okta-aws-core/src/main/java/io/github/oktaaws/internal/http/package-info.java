/** The only code that builds a URL or sends a request to Okta. */
@NullMarked
package io.github.oktaaws.internal.http;

import org.jspecify.annotations.NullMarked;
