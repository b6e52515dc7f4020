package io.github.oktaaws.examples.cli;

import io.github.oktaaws.testkit.OktaAwsSandbox;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A sandbox whose person approves, and which the SDK takes for STS by its own settings. */
final class SandboxAsSts implements BeforeEachCallback, AfterEachCallback {

  private final OktaAwsSandbox sandbox;
  private final Properties before = new Properties();

  SandboxAsSts() {
    this(OktaAwsSandbox.builder().pollingInterval(Duration.ofSeconds(1)).start());
  }

  SandboxAsSts(OktaAwsSandbox sandbox) {
    this.sandbox = sandbox;
  }

  OktaAwsSandbox sandbox() {
    return sandbox;
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    before.putAll(System.getProperties());
    System.setProperty("aws.endpointUrlSts", sandbox.stsUrl());
    System.setProperty("aws.region", "us-east-1");
    sandbox.autoApprove("jane");
  }

  @Override
  public void afterEach(ExtensionContext test) {
    System.setProperties(before);
    sandbox.close();
  }
}
