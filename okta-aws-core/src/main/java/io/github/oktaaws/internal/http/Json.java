package io.github.oktaaws.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON: strict on types, duplicate keys, depth and trailing input; unknown fields are
 * ignored. What is wrong with an answer is told without quoting it. Answers are read field by
 * field; what this library keeps for itself is bound to records.
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
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
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
   * Reads what {@link #write} wrote, or anything else.
   *
   * @param <T> a record
   * @param json bytes that somebody kept
   * @param type the record's class
   * @return the record, or empty if the bytes are not such an object
   */
  public static <T> Optional<T> parse(byte[] json, Class<T> type) {
    try {
      return Optional.ofNullable(type.cast(MAPPER.readValue(json, type)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes a record.
   *
   * @param value a record of text, numbers and lists
   * @return JSON in UTF-8
   */
  public static byte[] write(Record value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON");
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
