package io.github.oktaaws.signin;

final class ConsolePrompt implements SignInPrompt {

  @Override
  public void show(DeviceChallenge challenge) {
    throw new UnsupportedOperationException();
  }
}
