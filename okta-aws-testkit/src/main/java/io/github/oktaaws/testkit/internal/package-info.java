/** The sandbox's listener, its standalone program and its configuration file. */
@NullMarked
package io.github.oktaaws.testkit.internal;

import org.jspecify.annotations.NullMarked;
