/**
 * What was configured, and from where: explicit values, the environment, {@code okta.yaml} and the
 * AWS config file become one {@link io.github.oktaaws.config.OktaAwsConfig}.
 */
@NullMarked
package io.github.oktaaws.config;

import org.jspecify.annotations.NullMarked;
