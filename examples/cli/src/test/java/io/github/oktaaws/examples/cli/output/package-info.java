@NullMarked
package io.github.oktaaws.examples.cli.output;

import org.jspecify.annotations.NullMarked;
