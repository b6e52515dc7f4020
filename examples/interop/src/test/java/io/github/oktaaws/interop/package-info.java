/** okta-aws against servers, a command line and a browser that nobody here wrote. */
@NullMarked
package io.github.oktaaws.interop;

import org.jspecify.annotations.NullMarked;
