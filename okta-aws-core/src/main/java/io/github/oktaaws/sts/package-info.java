/** Step 6: AWS STS turns the assertion into credentials of the role. */
@NullMarked
package io.github.oktaaws.sts;

import org.jspecify.annotations.NullMarked;
