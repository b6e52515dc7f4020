package io.github.oktaaws.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {

  private enum Kind {
    GOOD,
    BAD
  }

  private record Inner(@Nullable Boolean flag) {}

  private record Outer(
      @JsonProperty("user_code") @Nullable String userCode,
      int version,
      @Nullable Long seconds,
      @Nullable Kind kind,
      @Nullable List<@Nullable String> scopes,
      @Nullable List<Inner> inners,
      @Nullable Inner inner) {}

  private static Optional<Outer> parse(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8), Outer.class);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Outer full =
        new Outer(
            "Ü\"\\\n",
            -1,
            Long.MAX_VALUE,
            Kind.BAD,
            List.of("a", "b"),
            List.of(new Inner(true)),
            new Inner(false));
    Outer empty = new Outer(null, 0, null, null, null, null, null);

    assertThat(Json.parse(Json.write(full), Outer.class)).contains(full);
    assertThat(Json.parse(Json.write(empty), Outer.class)).contains(empty);
  }

  @Test
  void unknownFieldsAreIgnoredWhateverTheyHold() {
    assertThat(
            parse(
                "{\"x\":{\"version\":[2,{}]},\"version\":1,\"y\":[[1.5,null]],\"user_code\":\"a\"}"))
        .contains(new Outer("a", 1, null, null, null, null, null));
  }

  @Test
  void nullsInAListAreKept() {
    assertThat(parse("{\"version\":1,\"scopes\":[null]}").orElseThrow().scopes())
        .containsExactly((String) null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "{}",
        "{\"version\":null}",
        "{\"version\":\"1\"}",
        "{\"version\":1.0}",
        "{\"version\":2147483648}",
        "{\"version\":1,\"version\":1}",
        "{\"version\":1,\"x\":1,\"x\":2}",
        "{\"version\":1} {}",
        "{\"version\":1",
        "{\"version\":1,}",
        "{\"version\":1,\"user_code\":1}",
        "{\"version\":1,\"user_code\":true}",
        "{\"version\":1,\"user_code\":[\"a\"]}",
        "{\"version\":1,\"seconds\":\"1\"}",
        "{\"version\":1,\"seconds\":1e3}",
        "{\"version\":1,\"seconds\":9223372036854775808}",
        "{\"version\":1,\"kind\":\"good\"}",
        "{\"version\":1,\"kind\":0}",
        "{\"version\":1,\"scopes\":\"a\"}",
        "{\"version\":1,\"scopes\":[1]}",
        "{\"version\":1,\"inner\":[]}",
        "{\"version\":1,\"inner\":{\"flag\":\"true\"}}",
        "{\"version\":1,\"inner\":{\"flag\":1}}"
      })
  void whatIsNotExactlyOfItsTypeIsNoSuchObject(String json) {
    assertThat(parse(json)).isEmpty();
  }

  @Test
  void depthIsBounded() {
    assertThat(parse("{\"version\":1,\"x\":" + "[".repeat(49) + "]".repeat(49) + "}")).isPresent();
    assertThat(parse("{\"version\":1,\"x\":" + "[".repeat(50) + "]".repeat(50) + "}")).isEmpty();
  }
}
