/** Steps 2 and 3: which AWS Account Federation app, and its web SSO token. */
@NullMarked
package io.github.oktaaws.federation;

import org.jspecify.annotations.NullMarked;
