package io.github.oktaaws.signin;

import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.OktaErrors;
import java.util.Map;

/** The device authorization request (RFC 8628 section 3.1), after a look at the kind of org. */
final class OktaDeviceAuthorization implements DeviceAuthorizationService {

  private static final Map<String, String> ACCEPT_JSON = Map.of("Accept", "application/json");

  private final TokenClient client;
  private final VerificationOrigins origins;
  private final MonotonicTime time;

  OktaDeviceAuthorization(TokenClient client, VerificationOrigins origins, MonotonicTime time) {
    this.client = client;
    this.origins = origins;
    this.time = time;
  }

  @Override
  public PendingAuthorization start() {
    EngineCheck.refuseClassic(client);
    HttpAnswer answer =
        client
            .http()
            .postForm(
                client.org().endpoints().deviceAuthorization(),
                Map.of("client_id", client.id(), "scope", client.scope()),
                ACCEPT_JSON);
    if (answer.status() != 200) {
      throw client.refused(OktaErrors.read(answer, Step.SIGN_IN), TokenClient.DEVICE_AUTHORIZATION);
    }
    DeviceAnswer.Read read = DeviceAnswer.read(answer, client.org().host(), origins);
    PolledGrant grant = PolledGrant.device(client, read.deviceCode());
    return new DevicePoller(read.challenge(), new GrantPoll(client, grant), time);
  }
}
