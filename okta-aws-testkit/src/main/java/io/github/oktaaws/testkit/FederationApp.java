package io.github.oktaaws.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An AWS Account Federation app, and the identity provider and roles that belong to it on the AWS
 * side.
 *
 * @param id the app's id, for example {@code 0oa1awsprod000000000}
 * @param label the name people see
 * @param appName the catalogue name, {@code amazon_aws} for AWS Account Federation
 * @param idpArn the IAM SAML provider the app signs for
 * @param allowedWebSsoClients client ids in "Allowed Web SSO Client"
 * @param roles ARNs of the roles the assertion offers; each trusts {@code idpArn}
 * @param sessionDuration the app's Session Duration, which AWS uses for console sign-in
 * @param maxSessionDuration the roles' own maximum session duration in IAM
 * @param assignedTo logins of the people assigned to it
 * @param policy how its authentication policy compares with the OIDC app's
 * @param padsRoleValues whether role values stand between line breaks and blanks in the assertion
 * @param roleBeforeProvider whether role values read {@code role,provider} instead of {@code
 *     provider,role}; AWS accepts both
 */
public record FederationApp(
    String id,
    String label,
    String appName,
    String idpArn,
    Set<String> allowedWebSsoClients,
    List<String> roles,
    Duration sessionDuration,
    Duration maxSessionDuration,
    Set<String> assignedTo,
    AuthenticationPolicy policy,
    boolean padsRoleValues,
    boolean roleBeforeProvider) {

  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Pattern PROVIDER =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:saml-provider/[\\w._-]+");
  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");

  /**
   * Checks the ARNs and durations, and copies the collections.
   *
   * @param id the app's id, for example {@code 0oa1awsprod000000000}
   * @param label the name people see
   * @param appName the catalogue name, {@code amazon_aws} for AWS Account Federation
   * @param idpArn the IAM SAML provider the app signs for
   * @param allowedWebSsoClients client ids in "Allowed Web SSO Client"
   * @param roles ARNs of the roles the assertion offers; each trusts {@code idpArn}
   * @param sessionDuration the app's Session Duration, which AWS uses for console sign-in
   * @param maxSessionDuration the roles' own maximum session duration in IAM
   * @param assignedTo logins of the people assigned to it
   * @param policy how its authentication policy compares with the OIDC app's
   * @param padsRoleValues whether role values stand between line breaks and blanks in the assertion
   * @param roleBeforeProvider whether role values read {@code role,provider} instead of {@code
   *     provider,role}; AWS accepts both
   */
  public FederationApp {
    Checks.notBlank(id, "id");
    Checks.notBlank(label, "label");
    Checks.notBlank(appName, "appName");
    if (!PROVIDER.matcher(idpArn).matches()) {
      throw new IllegalArgumentException(
          "idpArn must be like arn:aws:iam::123456789012:saml-provider/Okta, not " + idpArn);
    }
    for (String role : roles) {
      if (!ROLE.matcher(role).matches()) {
        throw new IllegalArgumentException(
            "roles must be like arn:aws:iam::123456789012:role/Analyst, not " + role);
      }
    }
    Checks.between(sessionDuration, "sessionDuration", Duration.ofMinutes(15), LONGEST);
    Checks.between(maxSessionDuration, "maxSessionDuration", Duration.ofHours(1), LONGEST);
    allowedWebSsoClients = Checks.ordered(allowedWebSsoClients);
    roles = List.copyOf(roles);
    assignedTo = Checks.ordered(assignedTo);
  }

  /**
   * A federation app that allows no client and is assigned to nobody yet; one hour of session,
   * twelve hours at most.
   *
   * @param id the app's id
   * @param label the name people see
   * @param idpArn the IAM SAML provider
   * @param roles ARNs of its roles
   * @return the app
   */
  public static FederationApp of(String id, String label, String idpArn, List<String> roles) {
    return new FederationApp(
        id,
        label,
        "amazon_aws",
        idpArn,
        Set.of(),
        roles,
        Duration.ofHours(1),
        Duration.ofHours(12),
        Set.of(),
        AuthenticationPolicy.SAME_AS_OIDC_APP,
        false,
        false);
  }

  /**
   * The partition of the app's account.
   *
   * @return for example {@code aws} or {@code aws-cn}
   */
  public String partition() {
    return idpArn.split(":", 3)[1];
  }

  /**
   * The same app with another catalogue name, for example {@code custom_saml_app}.
   *
   * @param name the catalogue name
   * @return a copy
   */
  public FederationApp withAppName(String name) {
    return new FederationApp(
        id,
        label,
        name,
        idpArn,
        allowedWebSsoClients,
        roles,
        sessionDuration,
        maxSessionDuration,
        assignedTo,
        policy,
        padsRoleValues,
        roleBeforeProvider);
  }

  /**
   * The same app with exactly these clients in "Allowed Web SSO Client".
   *
   * @param clientIds the client ids; none for an app on which the setting was forgotten
   * @return a copy
   */
  public FederationApp withAllowedWebSsoClients(String... clientIds) {
    return new FederationApp(
        id,
        label,
        appName,
        idpArn,
        Checks.ordered(List.of(clientIds)),
        roles,
        sessionDuration,
        maxSessionDuration,
        assignedTo,
        policy,
        padsRoleValues,
        roleBeforeProvider);
  }

  /**
   * The same app offering exactly these roles.
   *
   * @param roleArns the roles' ARNs
   * @return a copy
   */
  public FederationApp withRoles(String... roleArns) {
    return new FederationApp(
        id,
        label,
        appName,
        idpArn,
        allowedWebSsoClients,
        List.of(roleArns),
        sessionDuration,
        maxSessionDuration,
        assignedTo,
        policy,
        padsRoleValues,
        roleBeforeProvider);
  }

  /**
   * The same app with another Session Duration.
   *
   * @param duration 15 minutes to 12 hours
   * @return a copy
   */
  public FederationApp withSessionDuration(Duration duration) {
    return new FederationApp(
        id,
        label,
        appName,
        idpArn,
        allowedWebSsoClients,
        roles,
        duration,
        maxSessionDuration,
        assignedTo,
        policy,
        padsRoleValues,
        roleBeforeProvider);
  }

  /**
   * The same app whose roles have another maximum session duration in IAM.
   *
   * @param duration 1 to 12 hours
   * @return a copy
   */
  public FederationApp withMaxSessionDuration(Duration duration) {
    return new FederationApp(
        id,
        label,
        appName,
        idpArn,
        allowedWebSsoClients,
        roles,
        sessionDuration,
        duration,
        assignedTo,
        policy,
        padsRoleValues,
        roleBeforeProvider);
  }

  /**
   * The same app assigned to exactly these people.
   *
   * @param logins their logins
   * @return a copy
   */
  public FederationApp withAssignedTo(String... logins) {
    return new FederationApp(
        id,
        label,
        appName,
        idpArn,
        allowedWebSsoClients,
        roles,
        sessionDuration,
        maxSessionDuration,
        Checks.ordered(List.of(logins)),
        policy,
        padsRoleValues,
        roleBeforeProvider);
  }

  /**
   * The same app under another authentication policy.
   *
   * @param newPolicy the policy
   * @return a copy
   */
  public FederationApp withPolicy(AuthenticationPolicy newPolicy) {
    return new FederationApp(
        id,
        label,
        appName,
        idpArn,
        allowedWebSsoClients,
        roles,
        sessionDuration,
        maxSessionDuration,
        assignedTo,
        newPolicy,
        padsRoleValues,
        roleBeforeProvider);
  }

  /**
   * The same app with role values written another way.
   *
   * @param pads whether line breaks and blanks surround them
   * @param roleFirst whether the role stands before the provider
   * @return a copy
   */
  public FederationApp withRoleValues(boolean pads, boolean roleFirst) {
    return new FederationApp(
        id,
        label,
        appName,
        idpArn,
        allowedWebSsoClients,
        roles,
        sessionDuration,
        maxSessionDuration,
        assignedTo,
        policy,
        pads,
        roleFirst);
  }
}
