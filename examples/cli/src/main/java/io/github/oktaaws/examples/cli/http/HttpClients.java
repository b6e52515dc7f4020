package io.github.oktaaws.examples.cli.http;

import io.github.oktaaws.OktaAwsHttp;
import java.util.Map;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * Makes the client that both Okta and AWS STS are asked with: the library's own, through {@code
 * HTTPS_PROXY} or {@code HTTP_PROXY} unless {@code NO_PROXY} names the host, and trusting {@code
 * AWS_CA_BUNDLE} besides what Java trusts.
 */
public final class HttpClients {

  private HttpClients() {}

  /**
   * A client.
   *
   * @param variables the environment's variables
   * @param calls sees every call
   * @return the client; nothing is opened yet
   * @throws io.github.oktaaws.error.ConfigurationException if a variable cannot be used; says which
   */
  public static OkHttpClient of(Map<String, String> variables, Interceptor calls) {
    OkHttpClient.Builder builder = OktaAwsHttp.newClient().newBuilder().addInterceptor(calls);
    EnvironmentProxies proxies = EnvironmentProxies.of(variables);
    if (proxies.areNamed()) {
      builder.proxySelector(proxies).proxyAuthenticator(proxies.authenticator());
    }
    Optional.ofNullable(variables.get("AWS_CA_BUNDLE"))
        .filter(file -> !file.isBlank())
        .map(CertificateBundle::read)
        .ifPresent(trusted -> builder.sslSocketFactory(trusted.sockets(), trusted.manager()));
    return builder.build();
  }
}
