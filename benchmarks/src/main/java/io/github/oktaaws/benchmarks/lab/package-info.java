/** An Okta org and an STS whose answers are canned, at a distance that can be chosen. */
@NullMarked
package io.github.oktaaws.benchmarks.lab;

import org.jspecify.annotations.NullMarked;
