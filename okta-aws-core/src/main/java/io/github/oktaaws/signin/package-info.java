/** Step 1: a person or a machine signs in to Okta. */
@NullMarked
package io.github.oktaaws.signin;

import org.jspecify.annotations.NullMarked;
