package io.github.oktaaws.testkit.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oktaaws.testkit.FederationApp;
import io.github.oktaaws.testkit.MachineIdentity;
import io.github.oktaaws.testkit.OktaAwsSandbox;
import io.github.oktaaws.testkit.OrgUser;
import io.github.oktaaws.testkit.WebIdentityRole;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The standalone sandbox: prints where it is as one line of JSON, and runs until it is stopped. */
@Command(
    name = "okta-aws-sandbox",
    mixinStandardHelpOptions = true,
    description = "An Okta org and an AWS STS on loopback. Prints one JSON line when it is ready.")
public final class SandboxProgram implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--port", required = true, description = "Port on 127.0.0.1; 0 for any free one.")
  private int port;

  @Option(
      names = "--public-url",
      description = "URL under which people and clients reach the sandbox, if not directly.")
  private @Nullable String publicUrl;

  @Option(names = "--https", description = "Speak HTTPS; caCertificate holds the CA to trust.")
  private boolean https;

  @Option(names = "--auto-approve", description = "Approve every sign-in at once as this user.")
  private @Nullable String autoApprove;

  @Option(names = "--config", description = "YAML file that describes the org.")
  private @Nullable Path config;

  public static void main(String[] args) {
    System.exit(new CommandLine(new SandboxProgram()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandLine commandLine = commandLine();
    OktaAwsSandbox sandbox = start(commandLine);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  sandbox.close();
                  stopped.countDown();
                },
                "okta-aws-sandbox-stop"));
    PrintWriter out = commandLine.getOut();
    out.println(readyLine(sandbox));
    out.flush();
    stopped.await();
    return 0;
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("not started by picocli");
    }
    return spec.commandLine();
  }

  private OktaAwsSandbox start(CommandLine commandLine) {
    try {
      OktaAwsSandbox.Builder builder = OktaAwsSandbox.builder().port(port).https(https);
      if (publicUrl != null) {
        builder.publicUrl(publicUrl);
      }
      if (config != null) {
        builder.org(OrgYaml.read(config));
      }
      return approving(builder.start());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new ParameterException(commandLine, String.valueOf(e.getMessage()), e);
    }
  }

  private OktaAwsSandbox approving(OktaAwsSandbox sandbox) {
    if (autoApprove != null) {
      try {
        sandbox.autoApprove(autoApprove);
      } catch (IllegalArgumentException e) {
        sandbox.close();
        throw e;
      }
    }
    return sandbox;
  }

  static String readyLine(OktaAwsSandbox sandbox) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("oktaUrl", sandbox.oktaUrl());
    line.put("stsUrl", sandbox.stsUrl());
    line.put("oidcClientId", sandbox.oidcClientId());
    line.put(
        "federationApps",
        sandbox.federationApps().stream().map(SandboxProgram::description).toList());
    line.put("machine", machine(sandbox));
    line.put("users", sandbox.users().stream().map(OrgUser::login).toList());
    line.put("caCertificate", sandbox.caCertificate().orElse(null));
    try {
      return JsonMapper.builder().build().writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the first service app signs in with, if the sandbox has made its key. */
  private static @Nullable Map<String, Object> machine(OktaAwsSandbox sandbox) {
    try {
      MachineIdentity machine = sandbox.machine();
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("clientId", machine.clientId());
      described.put("keyId", machine.keyId());
      described.put("privateKey", machine.privateKeyPem());
      described.put(
          "roles", sandbox.org().webIdentityRoles().stream().map(WebIdentityRole::arn).toList());
      return described;
    } catch (IllegalStateException noneOrOwnKeys) {
      return null;
    }
  }

  private static Map<String, Object> description(FederationApp app) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", app.id());
    described.put("label", app.label());
    described.put("idpArn", app.idpArn());
    described.put("roles", List.copyOf(app.roles()));
    return described;
  }
}
