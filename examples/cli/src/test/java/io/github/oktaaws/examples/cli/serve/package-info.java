@NullMarked
package io.github.oktaaws.examples.cli.serve;

import org.jspecify.annotations.NullMarked;
