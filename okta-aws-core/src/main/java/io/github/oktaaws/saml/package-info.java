/** Steps 4 and 5: the SAML assertion, and the choice of one of its roles. */
@NullMarked
package io.github.oktaaws.saml;

import org.jspecify.annotations.NullMarked;
