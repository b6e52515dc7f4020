/** Programs that go from nothing to AWS credentials, each in a process of its own. */
@NullMarked
package io.github.oktaaws.benchmarks.cold;

import org.jspecify.annotations.NullMarked;
