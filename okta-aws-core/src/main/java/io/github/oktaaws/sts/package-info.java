/** Step 6: AWS STS turns a SAML assertion, or an access token, into credentials of the role. */
@NullMarked
package io.github.oktaaws.sts;

import org.jspecify.annotations.NullMarked;
