package io.github.oktaaws.testkit;

import java.util.Arrays;
import java.util.Optional;

/** A grant type an administrator ticks on an OIDC app. */
public enum GrantType {
  /** Device Authorization. */
  DEVICE_CODE("urn:ietf:params:oauth:grant-type:device_code", "device_code"),
  /** Refresh Token. */
  REFRESH_TOKEN("refresh_token", "refresh_token"),
  /** Token Exchange. */
  TOKEN_EXCHANGE("urn:ietf:params:oauth:grant-type:token-exchange", "token_exchange"),
  /** Authorization Code, which native apps use with PKCE. */
  AUTHORIZATION_CODE("authorization_code", "authorization_code"),
  /** Resource Owner Password. */
  PASSWORD("password", "password"),
  /** MFA OOB: a push notification, text message or call after the password. */
  MFA_OOB("http://auth0.com/oauth/grant-type/mfa-oob", "mfa_oob"),
  /** MFA OTP: a code after the password. */
  MFA_OTP("http://auth0.com/oauth/grant-type/mfa-otp", "mfa_otp"),
  /** Client Credentials; of service apps, which have no other. */
  CLIENT_CREDENTIALS("client_credentials", "client_credentials");

  private final String wireName;
  private final String shortName;

  GrantType(String wireName, String shortName) {
    this.wireName = wireName;
    this.shortName = shortName;
  }

  /**
   * The value of {@code grant_type} on the wire.
   *
   * @return for example {@code urn:ietf:params:oauth:grant-type:device_code}
   */
  public String wireName() {
    return wireName;
  }

  /**
   * The name in a configuration file.
   *
   * @return for example {@code device_code}
   */
  public String shortName() {
    return shortName;
  }

  /**
   * Finds a grant type by either of its names.
   *
   * @param name a wire name or a short name
   * @return the grant type, empty when no grant type has that name
   */
  public static Optional<GrantType> named(String name) {
    return Arrays.stream(values())
        .filter(type -> type.wireName.equals(name) || type.shortName.equals(name))
        .findFirst();
  }
}
