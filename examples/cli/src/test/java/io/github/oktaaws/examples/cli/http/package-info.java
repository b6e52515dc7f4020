/** Tests of the HTTP client that the environment asks for. */
@NullMarked
package io.github.oktaaws.examples.cli.http;

import org.jspecify.annotations.NullMarked;
