/**
 * An Okta org and an AWS STS on loopback, for tests and for trying a client without an org. Start
 * with {@link io.github.oktaaws.testkit.OktaAwsSandbox}.
 */
@NullMarked
package io.github.oktaaws.testkit;

import org.jspecify.annotations.NullMarked;
