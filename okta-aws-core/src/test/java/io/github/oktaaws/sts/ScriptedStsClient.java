package io.github.oktaaws.sts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsServiceClientConfiguration;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;

/** A caller's client, which counts what is done to it. */
final class ScriptedStsClient implements StsClient {

  final List<AssumeRoleWithSamlRequest> requests = new ArrayList<>();
  int closed;
  private final @Nullable AssumeRoleWithSamlResponse answer;

  ScriptedStsClient(@Nullable AssumeRoleWithSamlResponse answer) {
    this.answer = answer;
  }

  @Override
  public AssumeRoleWithSamlResponse assumeRoleWithSAML(AssumeRoleWithSamlRequest request) {
    requests.add(request);
    if (answer == null) {
      throw new AssertionError("not to be asked");
    }
    return answer;
  }

  @Override
  public StsServiceClientConfiguration serviceClientConfiguration() {
    return StsServiceClientConfiguration.builder().region(Region.EU_WEST_1).build();
  }

  @Override
  public String serviceName() {
    return "sts";
  }

  @Override
  public void close() {
    closed++;
  }
}
