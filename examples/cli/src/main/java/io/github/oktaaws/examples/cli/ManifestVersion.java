package io.github.oktaaws.examples.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class ManifestVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String built = OktaAws.class.getPackage().getImplementationVersion();
    return new String[] {"okta-aws " + Objects.requireNonNullElse(built, "(not packaged)")};
  }
}
