/** An {@code AwsCredentialsProvider} for AWS SDK for Java v2 over an Okta sign-in. */
@NullMarked
package io.github.oktaaws.provider;

import org.jspecify.annotations.NullMarked;
