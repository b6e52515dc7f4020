@NullMarked
package io.github.oktaaws.examples.cli.exec;

import org.jspecify.annotations.NullMarked;
