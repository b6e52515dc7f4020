/** What the provider promises to an application and to the AWS SDK. */
@NullMarked
package io.github.oktaaws.provider;

import org.jspecify.annotations.NullMarked;
