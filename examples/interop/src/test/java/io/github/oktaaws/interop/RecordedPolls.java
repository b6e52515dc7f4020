package io.github.oktaaws.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Records what the token endpoint answers to polls, and acts when it first gives an answer. */
final class RecordedPolls implements Interceptor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Poll(String answer, long sentAt, long answeredAt) {}

  private final List<Poll> polls = new CopyOnWriteArrayList<>();
  private final Map<String, Runnable> actions = new HashMap<>();
  private boolean firstTwice;
  private @Nullable Request last;

  /** Once this answer has been given, does that before the poller gets to see it. */
  void onFirst(String answer, Runnable action) {
    actions.put(answer, action);
  }

  /** Sends the first poll twice in a row, of which the poller gets the second answer. */
  void sendFirstTwice() {
    firstTwice = true;
  }

  /** What Keycloak says by now to a poll that it has been sent before. */
  String sendLastAgain() {
    assertThat(last).isNotNull();
    try (Response response = new OkHttpClient().newCall(last).execute()) {
      return answerOf(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Error codes, or {@code tokens}. */
  List<String> answers() {
    return polls.stream().map(Poll::answer).toList();
  }

  /** How long the poller waited before the poll that was first answered so. */
  Duration pauseBefore(String answer) {
    int index = answers().indexOf(answer);
    return Duration.ofNanos(polls.get(index).sentAt - polls.get(index - 1).answeredAt);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!request.url().encodedPath().endsWith("/token")) {
      return chain.proceed(request);
    }
    Request poll = repeatable(request);
    if (firstTwice && polls.isEmpty()) {
      send(chain, poll).close();
    }
    return send(chain, poll);
  }

  private Response send(Chain chain, Request poll) throws IOException {
    long sentAt = System.nanoTime();
    Response response = chain.proceed(poll);
    String answer = answerOf(response);
    Runnable action = actions.remove(answer);
    if (action != null) {
      action.run();
    }
    polls.add(new Poll(answer, sentAt, System.nanoTime()));
    last = poll;
    return response;
  }

  private static String answerOf(Response response) throws IOException {
    JsonNode body = JSON.readTree(response.peekBody(1 << 20).string());
    return body.has("access_token") ? "tokens" : body.path("error").asText("nothing");
  }

  private static Request repeatable(Request request) throws IOException {
    Buffer form = new Buffer();
    RequestBody body = request.body();
    if (body == null) {
      return request;
    }
    body.writeTo(form);
    return request
        .newBuilder()
        .post(RequestBody.create(form.readByteString(), body.contentType()))
        .build();
  }
}
