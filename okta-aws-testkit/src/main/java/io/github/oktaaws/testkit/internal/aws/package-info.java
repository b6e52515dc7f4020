/** An AWS Security Token Service in memory that checks what it is given as AWS does. */
@NullMarked
package io.github.oktaaws.testkit.internal.aws;

import org.jspecify.annotations.NullMarked;
