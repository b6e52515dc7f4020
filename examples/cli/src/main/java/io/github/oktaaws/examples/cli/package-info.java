/** {@code okta-aws}: AWS credentials from an Okta sign-in, on the command line. */
@NullMarked
package io.github.oktaaws.examples.cli;

import org.jspecify.annotations.NullMarked;
