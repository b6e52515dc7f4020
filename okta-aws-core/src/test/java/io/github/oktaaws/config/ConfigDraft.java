package io.github.oktaaws.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;

/** A configuration in the making, with every source under the test's control. */
final class ConfigDraft {

  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> dotEnv = new HashMap<>();
  private @Nullable String awsConfig;

  ConfigDraft(Path home) {
    this.home = home;
    environment.put("HOME", home.toString());
  }

  Path file() {
    return home.resolve(".okta/okta.yaml");
  }

  ConfigDraft yaml(String... lines) {
    try {
      Files.createDirectories(file().getParent());
      Files.writeString(file(), String.join("\n", lines) + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A profile "default". */
  ConfigDraft profile(String... lines) {
    return yaml("awscli:\n  profiles:\n    default:\n      " + String.join("\n      ", lines));
  }

  ConfigDraft variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  ConfigDraft dotVariable(String name, String value) {
    dotEnv.put(name, value);
    return this;
  }

  ConfigDraft aws(String... lines) {
    awsConfig = String.join("\n", lines) + "\n";
    return this;
  }

  OktaAwsConfigBuilder builder() {
    OktaAwsConfigBuilder builder =
        OktaAwsConfig.builder().environment(environment).dotEnv(dotEnv, "/app/.env");
    String aws = awsConfig;
    if (aws != null) {
      builder.awsConfigFile(
          () ->
              ProfileFile.builder()
                  .content(new ByteArrayInputStream(aws.getBytes(StandardCharsets.UTF_8)))
                  .type(ProfileFile.Type.CONFIGURATION)
                  .build());
    }
    return builder;
  }

  OktaAwsConfig resolve() {
    return builder().resolve();
  }
}
