package io.github.oktaaws;

import io.github.oktaaws.internal.http.OktaHttp;
import java.net.Proxy;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** How an org and STS are reached, where it is not the JVM's usual way. */
final class Connecting {

  private @Nullable Proxy proxy;
  private @Nullable Tls tls;

  private record Tls(SSLContext context, X509TrustManager trustManager) {}

  void through(Proxy proxy) {
    this.proxy = Objects.requireNonNull(proxy, "proxy");
  }

  void trusting(SSLContext context, X509TrustManager trustManager) {
    Objects.requireNonNull(context, "context");
    this.tls = new Tls(context, Objects.requireNonNull(trustManager, "trustManager"));
  }

  /** The org, over the caller's client if there is one. */
  OktaOrg to(OktaEndpoints endpoints, @Nullable Supplier<OkHttpClient> given) {
    return OktaOrg.of(endpoints, () -> changed(given == null ? OktaHttp.newClient() : given.get()));
  }

  private OkHttpClient changed(OkHttpClient usual) {
    if (proxy == null && tls == null) {
      return usual;
    }
    OkHttpClient.Builder client = usual.newBuilder();
    if (proxy != null) {
      client.proxy(proxy);
    }
    if (tls != null) {
      client.sslSocketFactory(tls.context().getSocketFactory(), tls.trustManager());
    }
    return client.build();
  }
}
