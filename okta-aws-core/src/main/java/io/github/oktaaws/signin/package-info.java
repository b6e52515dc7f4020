/** Step 1: the person signs in to Okta. */
@NullMarked
package io.github.oktaaws.signin;

import org.jspecify.annotations.NullMarked;
