package io.github.oktaaws.benchmarks;

import io.github.oktaaws.internal.http.OkHttpSdkClient;
import io.github.oktaaws.internal.http.OktaHttp;
import java.net.URI;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;

/** The HTTP clients under comparison, each under the same StsClient. */
public enum StsHttp {
  /** The stack that talks to Okta. */
  OKHTTP {
    @Override
    SdkHttpClient client(@Nullable OkHttpClient okta) {
      // a pool of its own, since the Okta of these measurements is on the same host
      return new OkHttpSdkClient(
          okta == null
              ? OktaHttp.newClient()
              : okta.newBuilder().connectionPool(new ConnectionPool()).build());
    }
  },
  /** The SDK's client on HttpURLConnection. */
  URL_CONNECTION {
    @Override
    SdkHttpClient client(@Nullable OkHttpClient okta) {
      return UrlConnectionHttpClient.create();
    }
  },
  /** The SDK's default client, on Apache HttpClient 5. */
  APACHE5 {
    @Override
    SdkHttpClient client(@Nullable OkHttpClient okta) {
      return Apache5HttpClient.create();
    }
  };

  private static final AssumeRoleWithSamlRequest REQUEST =
      AssumeRoleWithSamlRequest.builder()
          .roleArn("arn:aws:iam::123456789012:role/Analyst")
          .principalArn("arn:aws:iam::123456789012:saml-provider/Okta")
          .samlAssertion("PD94bWwgdmVyc2lvbj0iMS4wIiBl".repeat(640))
          .durationSeconds(3600)
          .build();

  abstract SdkHttpClient client(@Nullable OkHttpClient okta);

  StsClient sts(URI endpoint, @Nullable OkHttpClient okta) {
    return StsClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(endpoint)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(client(okta))
        .build();
  }

  static String assume(StsClient sts) {
    return sts.assumeRoleWithSAML(REQUEST).credentials().accessKeyId();
  }
}
