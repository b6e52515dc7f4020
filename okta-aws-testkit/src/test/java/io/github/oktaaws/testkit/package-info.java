@NullMarked
package io.github.oktaaws.testkit;

import org.jspecify.annotations.NullMarked;
