/** What okta-aws costs, beside its peers. */
@NullMarked
package io.github.oktaaws.benchmarks;

import org.jspecify.annotations.NullMarked;
