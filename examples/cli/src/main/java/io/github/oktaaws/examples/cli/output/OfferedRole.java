package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.saml.AwsRole;
import java.util.Optional;

/**
 * A role that one of the org's federation apps offers.
 *
 * @param appId the app's id ({@code 0oa…})
 * @param appLabel the app's label
 * @param accountAlias the account's alias, if it is known
 * @param role the role and its identity provider
 */
public record OfferedRole(
    String appId, String appLabel, Optional<String> accountAlias, AwsRole role) {}
