package io.github.oktaaws.benchmarks.lab;

import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** Answers that depend on the server's own port, which is known only once it has started. */
final class LateAnswers {

  private final CompletableFuture<CannedServer.Answers> answers = new CompletableFuture<>();

  void are(CannedServer.Answers value) {
    answers.complete(value);
  }

  MockResponse answer(RecordedRequest request) {
    return answers.join().answer(request);
  }
}
