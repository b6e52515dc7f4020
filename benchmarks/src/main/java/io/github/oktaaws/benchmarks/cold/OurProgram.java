package io.github.oktaaws.benchmarks.cold;

import io.github.oktaaws.OktaAwsSession;
import io.github.oktaaws.OktaEndpoints;
import io.github.oktaaws.OktaOrg;
import io.github.oktaaws.benchmarks.lab.Lab;
import io.github.oktaaws.benchmarks.lab.Setting;
import io.github.oktaaws.internal.http.OktaHttp;
import io.github.oktaaws.provider.OktaAwsCredentialsProvider;
import io.github.oktaaws.signin.SignInAtOnce;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.regions.Region;

/** This library: a session and a provider. */
final class OurProgram implements Program {

  @Override
  public String run(Places places) {
    OktaEndpoints endpoints = OktaEndpoints.ofOrg(places.okta().toString());
    OkHttpClient client = OktaHttp.newClient();
    OktaAwsSession session =
        OktaAwsSession.builder(endpoints, Places.CLIENT_ID)
            .httpClient(client)
            .federationApp(Lab.APP)
            .region(Region.US_EAST_1)
            .stsEndpoint(places.sts())
            .signIn(SignInAtOnce.over(OktaOrg.of(endpoints, client), Places.CLIENT_ID))
            .build();
    return OktaAwsCredentialsProvider.create(session.role(Setting.role(0)))
        .resolveCredentials()
        .accessKeyId();
  }
}
