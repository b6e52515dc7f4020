/** The program's HTTP client, as the environment wants it. */
@NullMarked
package io.github.oktaaws.examples.cli.http;

import org.jspecify.annotations.NullMarked;
