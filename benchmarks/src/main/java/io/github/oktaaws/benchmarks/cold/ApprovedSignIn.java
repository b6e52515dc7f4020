package io.github.oktaaws.benchmarks.cold;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaAwsSessionBuilder;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Setting;
import io.github.oktaaws.federation.TokenExchangeService;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import io.github.oktaaws.saml.SamlAssertionService;
import io.github.oktaaws.signin.SignInAtOnce;
import io.github.oktaaws.sts.AssumeRoleWithSamlService;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import software.amazon.awssdk.regions.Region;

/** One JVM in which a person approves, and how long the credentials then take. */
public final class ApprovedSignIn {

  private static final int WARM_UP = 150;

  private final Places places;
  private final OktaEndpoints endpoints;

  /** Clients that are made from now on trust its servers. */
  private ApprovedSignIn(String okta, String sts, String trustStore) {
    this.places = new Places(URI.create(okta), URI.create(sts));
    this.endpoints = OktaEndpoints.ofOrg(okta);
    System.setProperty("javax.net.ssl.trustStore", trustStore);
    System.setProperty("javax.net.ssl.trustStorePassword", Lab.PASSWORD);
  }

  /**
   * Prints the milliseconds from the answer that grants the tokens to the credentials.
   *
   * @param args {@code prepared}, {@code unprepared} or {@code warm}; the org, STS and the file
   *     with whom to trust; the same once more, to get warm with
   */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("warm")) {
      ApprovedSignIn near = new ApprovedSignIn(args[4], args[5], args[6]);
      for (int i = 0; i < WARM_UP; i++) {
        near.onceApprovedAtOnce();
      }
    }
    ApprovedSignIn far = new ApprovedSignIn(args[1], args[2], args[3]);
    double millis = far.once(!args[0].equals("unprepared"));
    System.out.println(String.format(Locale.ROOT, "%.1f", millis));
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private void onceApprovedAtOnce() {
    OkHttpClient client = OktaHttp.newClient();
    OktaAwsSessionBuilder builder = builder(client, true);
    builder.signIn(SignInAtOnce.over(OktaOrg.of(endpoints, client), Places.CLIENT_ID));
    credentials(builder.build());
    client.connectionPool().evictAll();
  }

  private double once(boolean prepared) {
    Grant grant = new Grant();
    OkHttpClient client = OktaHttp.newClient().newBuilder().addInterceptor(grant).build();
    OktaAwsSession session = builder(client, prepared).prompt(challenge -> {}).build();
    credentials(session);
    return (System.nanoTime() - grant.at.get()) / 1e6;
  }

  private static void credentials(OktaAwsSession session) {
    OktaAwsCredentialsProvider.create(session.role(Setting.role(0))).resolveCredentials();
  }

  // a method reference hides what else a step can do, as a step of the caller's own would
  @SuppressWarnings("UnnecessaryMethodReference")
  private OktaAwsSessionBuilder builder(OkHttpClient client, boolean prepared) {
    OktaOrg org = OktaOrg.of(endpoints, client);
    TokenExchangeService exchange = TokenExchangeService.create(org, Places.CLIENT_ID);
    SamlAssertionService assertions = SamlAssertionService.create(org);
    AssumeRoleWithSamlService assume =
        AssumeRoleWithSamlService.builder()
            .region(Region.US_EAST_1)
            .endpoint(places.sts())
            .httpClient(client)
            .build();
    OktaAwsSessionBuilder builder =
        OktaAwsSession.builder(endpoints, Places.CLIENT_ID)
            .httpClient(client)
            .federationApp(Lab.APP);
    return prepared
        ? builder.tokenExchange(exchange).samlAssertions(assertions).assumeRole(assume)
        : builder
            .tokenExchange(exchange::exchange)
            .samlAssertions(assertions::fetch)
            .assumeRole(assume::assume);
  }

  /** When the first answer with tokens came. */
  private static final class Grant implements Interceptor {
    private final AtomicLong at = new AtomicLong();

    @Override
    public Response intercept(Chain chain) throws IOException {
      Response response = chain.proceed(chain.request());
      if (response.code() == 200
          && chain.request().url().encodedPath().equals("/oauth2/v1/token")) {
        at.compareAndSet(0, System.nanoTime());
      }
      return response;
    }
  }
}
