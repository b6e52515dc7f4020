package io.github.oktaaws.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON: strict on types, duplicate keys, depth and trailing input; unknown fields are
 * ignored. What is wrong with an answer is told without quoting it. Objects are read and written
 * field by field, and not bound to records: that takes reflection, and hundreds of classes more.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(50)
                          .maxNumberLength(40)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Reads an object.
   *
   * @param <T> what it says
   * @param answer the answer
   * @param as reads its fields
   * @param step the step that asked
   * @return what it says
   * @throws UnexpectedAnswerException if the answer is not such an object
   */
  public static <T> T read(HttpAnswer answer, Function<JsonObject, T> as, Step step) {
    return shaped(answer, tree(answer, step), as, step);
  }

  /**
   * Reads an array of objects.
   *
   * @param <T> what each says
   * @param answer the answer
   * @param as reads an object's fields
   * @param step the step that asked
   * @return what they say
   * @throws UnexpectedAnswerException if the answer is not such an array
   */
  public static <T> List<T> readList(HttpAnswer answer, Function<JsonObject, T> as, Step step) {
    JsonNode list = tree(answer, step);
    if (!list.isArray()) {
      throw unexpected(answer, step, "with JSON of another shape");
    }
    List<T> read = new ArrayList<>();
    list.forEach(each -> read.add(shaped(answer, each, as, step)));
    return List.copyOf(read);
  }

  /**
   * Reads an object that may be anything.
   *
   * @param <T> what it says
   * @param json bytes that somebody sent
   * @param as reads its fields
   * @return what it says, or empty if the bytes are not such an object
   */
  public static <T> Optional<T> parse(byte[] json, Function<JsonObject, T> as) {
    try {
      JsonNode node = MAPPER.readTree(json);
      return node.isObject() ? Optional.of(as.apply(new JsonObject(node))) : Optional.empty();
    } catch (IOException | JsonObject.WrongShape e) {
      return Optional.empty();
    }
  }

  /**
   * Writes an object.
   *
   * @param value what writes itself
   * @return JSON in UTF-8
   */
  public static byte[] write(AsJson value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      value.writeFields(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes a list of texts into an object.
   *
   * @param json the object, which has been started
   * @param name the field
   * @param texts the texts
   */
  public static void writeTexts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeFieldName(name);
    json.writeArray(texts.toArray(String[]::new), 0, texts.size());
  }

  /**
   * Writes an object into another.
   *
   * @param json the other, which has been started
   * @param name the field
   * @param value the object
   */
  public static void writeObject(JsonGenerator json, String name, AsJson value) throws IOException {
    json.writeObjectFieldStart(name);
    value.writeFields(json);
    json.writeEndObject();
  }

  static JsonNode tree(AsJson value) {
    try {
      return MAPPER.readTree(write(value));
    } catch (IOException e) {
      throw new UncheckedIOException("what has just been written can be read", e);
    }
  }

  private static JsonNode tree(HttpAnswer answer, Step step) {
    if (!answer.isJson()) {
      throw unexpected(answer, step, "with " + answer.contentType() + " where JSON was expected");
    }
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      // the exception's own message quotes the answer, and the answer may hold tokens
      throw unexpected(answer, step, "with malformed JSON" + place(e.getLocation()));
    } catch (IOException e) {
      throw unexpected(answer, step, "with an unreadable body");
    }
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static <T> T shaped(
      HttpAnswer answer, JsonNode node, Function<JsonObject, T> as, Step step) {
    if (!node.isObject()) {
      throw unexpected(answer, step, "with JSON of another shape");
    }
    try {
      return as.apply(new JsonObject(node));
    } catch (JsonObject.WrongShape e) {
      throw unexpected(answer, step, "with JSON of another shape (\"" + e.getMessage() + "\")");
    }
  }

  private static UnexpectedAnswerException unexpected(HttpAnswer answer, Step step, String how) {
    return new UnexpectedAnswerException(
        answer.host() + " answered HTTP " + answer.status() + " " + how + ".",
        answer.context(step));
  }
}
