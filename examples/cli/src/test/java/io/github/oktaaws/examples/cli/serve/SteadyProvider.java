package io.github.oktaaws.examples.cli.serve;

import io.github.oktaaws.examples.cli.output.Samples;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** A provider whose next answer a test sets. */
final class SteadyProvider implements AwsCredentialsProvider {

  static final Instant END = Instant.parse("2126-11-26T10:00:00.5Z");

  private final AtomicInteger calls = new AtomicInteger();
  private volatile CompletableFuture<AwsCredentialsIdentity> answer = complete("ASIASERVED");

  void answer(CompletableFuture<AwsCredentialsIdentity> next) {
    answer = next;
  }

  static CompletableFuture<AwsCredentialsIdentity> complete(String accessKeyId) {
    return CompletableFuture.completedFuture(
        AwsSessionCredentials.builder()
            .accessKeyId(accessKeyId)
            .secretAccessKey(Samples.SECRET)
            .sessionToken(Samples.TOKEN)
            .accountId("123456789012")
            .expirationTime(END)
            .build());
  }

  int calls() {
    return calls.get();
  }

  @Override
  public AwsCredentials resolveCredentials() {
    throw new UnsupportedOperationException("it would wait");
  }

  @Override
  public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
    calls.incrementAndGet();
    return answer;
  }
}
