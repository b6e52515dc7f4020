package io.github.oktaaws;

import io.github.oktaaws.internal.http.OkHttpSdkClient;
import io.github.oktaaws.internal.http.OktaHttp;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.http.SdkHttpClient;

/** This library's HTTP, for a program that sets something of it or asks AWS STS by itself. */
public final class OktaAwsHttp {

  private OktaAwsHttp() {}

  /**
   * A client as a session uses where none is given: connected within 10 seconds, answered within 30
   * and done within 60, on sockets that do not delay, with daemon threads. To set more, go on from
   * its {@code newBuilder()}. Loads the certificates that Java trusts, and opens nothing.
   *
   * @return a new client, with a connection pool of its own
   */
  public static OkHttpClient newClient() {
    return OktaHttp.newClient();
  }

  /**
   * An HTTP client for the AWS SDK that sends over OkHttp, for services whose answers are small,
   * such as STS: an answer is read whole, and one of more than 256 KiB is refused. No redirect is
   * followed. It is safe for use by several threads, holds nothing and need not be closed.
   *
   * @param client the client to send with: its proxy, TLS settings, timeouts and connection pool;
   *     never closed
   * @return the SDK's client
   */
  public static SdkHttpClient forAwsSdk(OkHttpClient client) {
    return new OkHttpSdkClient(OktaHttp.derive(client));
  }
}
