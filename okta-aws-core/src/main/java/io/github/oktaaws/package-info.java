/**
 * The session that turns one Okta sign-in into AWS credentials for any number of roles; read {@link
 * io.github.oktaaws.OktaAwsSession} first.
 */
@NullMarked
package io.github.oktaaws;

import org.jspecify.annotations.NullMarked;
