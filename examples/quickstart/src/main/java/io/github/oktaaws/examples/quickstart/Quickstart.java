package io.github.oktaaws.examples.quickstart;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** The code that the README shows. */
public final class Quickstart {

  private Quickstart() {}

  /**
   * An S3 client whose credentials come from an Okta sign-in.
   *
   * @param orgDomain the Okta org
   * @param clientId the client ID of the OIDC native app
   * @param roleArn the role to work as
   * @return the client; the first request asks the person to sign in
   */
  public static S3Client s3Client(String orgDomain, String clientId, String roleArn) {
    OktaAwsSession okta = OktaAwsSession.builder(orgDomain, clientId).build();

    S3Client s3 =
        S3Client.builder()
            .credentialsProvider(OktaAwsCredentialsProvider.create(okta.role(roleArn)))
            .build();
    return s3;
  }
}
