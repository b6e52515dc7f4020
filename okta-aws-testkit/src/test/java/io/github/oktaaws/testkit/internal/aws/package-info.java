@NullMarked
package io.github.oktaaws.testkit.internal.aws;

import org.jspecify.annotations.NullMarked;
