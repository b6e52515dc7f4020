package io.github.oktaaws;

import io.github.oktaaws.signin.DeviceAuthorizationService;
import io.github.oktaaws.signin.OktaTokens;
import io.github.oktaaws.signin.QuickSignIn;
import io.github.oktaaws.signin.SignIn;
import io.github.oktaaws.signin.TokenRefreshService;
import io.github.oktaaws.store.KeySource;
import io.github.oktaaws.store.TokenStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** A program of its own with a session on a store that it shares with others. */
final class SessionProcess {

  private SessionProcess() {}

  /** Arguments: the sandbox's address, the client, the store's directory, what to do, how often. */
  public static void main(String[] args) throws IOException {
    boolean refreshing = args[3].equals("refresh");
    OktaAwsSession session = session(args[0], args[1], Path.of(args[2]), refreshing);
    System.out.println("ready");
    if (System.in.read() != 'g') {
      throw new IllegalStateException("not told to go");
    }
    int times = Integer.parseInt(args[4]);
    for (int i = 0; i < times; i++) {
      if (refreshing) {
        session.signIn();
      } else {
        RoleCredentials credentials =
            session.role(SessionOverSandbox.ANALYST).get(RoleCredentialsSource.Request.asking());
        System.out.println("got " + credentials.accessKeyId());
      }
    }
    System.out.println("done");
  }

  private static OktaAwsSession session(
      String url, String client, Path directory, boolean refreshing) {
    OktaEndpoints endpoints = OktaEndpoints.ofOrg(url);
    OktaOrg org = OktaOrg.of(endpoints);
    List<String> scopes = new ArrayList<>(DeviceAuthorizationService.DEFAULT_SCOPES);
    scopes.add("offline_access");
    TokenRefreshService refresh = TokenRefreshService.create(org, client, Clock.systemUTC());
    SignIn signIn =
        QuickSignIn.over(
            org,
            client,
            scopes,
            Clock.systemUTC(),
            challenge -> System.out.println("prompt " + challenge.userCode()));
    return OktaAwsSession.builder(endpoints, client)
        .offlineAccess()
        .federationApp(SessionOverSandbox.APP)
        .signIn(() -> refreshing ? soonOver(signIn.signIn()) : signIn.signIn())
        .tokenRefresh(tokens -> soonOver(refresh.refresh(tokens)))
        .store(TokenStore.files(directory).encryptedWith(KeySource.bytes(new byte[32])))
        .region(Region.US_EAST_1)
        .stsEndpoint(URI.create(url))
        .build();
  }

  /** So that the next use must refresh again. */
  private static OktaTokens soonOver(OktaTokens tokens) {
    return new OktaTokens(
        tokens.accessToken(),
        tokens.idToken(),
        tokens.refreshToken(),
        tokens.tokenType(),
        tokens.scopes(),
        tokens.receivedAt(),
        Duration.ofSeconds(30));
  }
}
