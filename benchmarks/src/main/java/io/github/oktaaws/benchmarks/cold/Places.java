package io.github.oktaaws.benchmarks.cold;

import java.net.URI;

/**
 * Where the servers are.
 *
 * @param okta the org
 * @param sts AWS STS
 */
record Places(URI okta, URI sts) {
  static final String CLIENT_ID = "0oa1clientid00000000";
}
