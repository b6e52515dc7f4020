package io.github.oktaaws.signin;

import io.github.oktaaws.error.CancelledException;
import io.github.oktaaws.error.ClassicOrgException;
import io.github.oktaaws.error.ErrorContext;
import io.github.oktaaws.error.OktaAwsException;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.internal.http.HttpAnswer;
import io.github.oktaaws.internal.http.Json;
import io.github.oktaaws.internal.http.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an org which engine it runs, before a person is asked anything. */
final class EngineCheck {

  private static final Logger LOG = LoggerFactory.getLogger(EngineCheck.class);

  private EngineCheck() {}

  private record Organization(@Nullable String pipeline) {

    static Organization from(JsonObject json) {
      return new Organization(json.text("pipeline"));
    }
  }

  /** Only a clear statement counts: other servers have no such document. */
  static void refuseClassic(TokenClient client) {
    if ("v1".equals(pipeline(client))) {
      throw new ClassicOrgException(client.org().host(), ErrorContext.at(Step.SIGN_IN));
    }
  }

  private static @Nullable String pipeline(TokenClient client) {
    try {
      HttpAnswer answer =
          client
              .http()
              .get(client.org().endpoints().organization(), Map.of("Accept", "application/json"));
      return answer.status() == 200
          ? Json.read(answer, Organization::from, Step.SIGN_IN).pipeline()
          : null;
    } catch (CancelledException e) {
      throw e;
    } catch (OktaAwsException e) {
      LOG.debug("{} does not say which engine it runs: {}", client.org().host(), e.getMessage());
      return null;
    }
  }
}
