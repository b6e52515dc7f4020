package io.github.oktaaws.signin;

import io.github.oktaaws.OktaOrg;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Device authorization whose pauses between polls take no time. */
public final class QuickSignIn {

  private QuickSignIn() {}

  public static SignIn over(OktaOrg org, String clientId, Clock clock, SignInPrompt prompt) {
    return over(org, clientId, DeviceAuthorizationService.DEFAULT_SCOPES, clock, prompt);
  }

  public static SignIn over(
      OktaOrg org, String clientId, List<String> scopes, Clock clock, SignInPrompt prompt) {
    DeviceAuthorizationService authorization =
        DeviceAuthorizationService.builder(org, clientId)
            .clock(clock)
            .scopes(scopes)
            .time(new VirtualTime())
            .build();
    return SignIn.onAnyDevice(authorization, prompt, Duration.ofMinutes(10));
  }
}
