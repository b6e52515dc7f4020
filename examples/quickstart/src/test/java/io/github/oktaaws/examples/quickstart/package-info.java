@NullMarked
package io.github.oktaaws.examples.quickstart;

import org.jspecify.annotations.NullMarked;
