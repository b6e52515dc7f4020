@NullMarked
package io.github.oktaaws.testkit.internal;

import org.jspecify.annotations.NullMarked;
