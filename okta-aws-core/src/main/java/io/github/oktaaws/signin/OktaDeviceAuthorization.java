package io.github.oktaaws.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ClassicOrgException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.OktaErrors;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The device authorization request (RFC 8628 section 3.1), after a look at the kind of org. */
final class OktaDeviceAuthorization implements DeviceAuthorizationService {

  private static final Logger LOG = LoggerFactory.getLogger(OktaDeviceAuthorization.class);
  private static final Map<String, String> ACCEPT_JSON = Map.of("Accept", "application/json");

  private final DeviceClient client;
  private final VerificationOrigins origins;
  private final MonotonicTime time;

  private record Organization(@JsonProperty("pipeline") @Nullable String pipeline) {}

  OktaDeviceAuthorization(DeviceClient client, VerificationOrigins origins, MonotonicTime time) {
    this.client = client;
    this.origins = origins;
    this.time = time;
  }

  @Override
  public PendingAuthorization start() {
    refuseClassicOrg();
    HttpAnswer answer =
        client
            .http()
            .postForm(
                client.org().endpoints().deviceAuthorization(),
                Map.of("client_id", client.id(), "scope", client.scope()),
                ACCEPT_JSON);
    if (answer.status() != 200) {
      throw client.refused(OktaErrors.read(answer, Step.SIGN_IN));
    }
    DeviceAnswer.Read read = DeviceAnswer.read(answer, client.org().host(), origins);
    return new DevicePoller(read.challenge(), new DeviceTokenPoll(client, read.deviceCode()), time);
  }

  /** Only a clear statement counts: other servers of RFC 8628 have no such document. */
  private void refuseClassicOrg() {
    if ("v1".equals(pipeline())) {
      throw new ClassicOrgException(client.org().host(), ErrorContext.at(Step.SIGN_IN));
    }
  }

  private @Nullable String pipeline() {
    try {
      HttpAnswer answer = client.http().get(client.org().endpoints().organization(), ACCEPT_JSON);
      return answer.status() == 200
          ? Json.read(answer, Organization.class, Step.SIGN_IN).pipeline()
          : null;
    } catch (CancelledException e) {
      throw e;
    } catch (OktaAwsException e) {
      LOG.debug("{} does not say which engine it runs: {}", client.org().host(), e.getMessage());
      return null;
    }
  }
}
