package io.github.oktaaws.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads JSON answers into records: strict on types, duplicate keys, depth and trailing input;
 * unknown fields are ignored. What is wrong with an answer is told without quoting it.
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
   * @param <T> a record
   * @param answer the answer
   * @param type the record's class
   * @param step the step that asked
   * @return the record
   * @throws UnexpectedAnswerException if the answer is not such an object
   */
  public static <T> T read(HttpAnswer answer, Class<T> type, Step step) {
    return type.cast(readAs(answer, MAPPER.constructType(type), step));
  }

  /**
   * Reads an array of objects.
   *
   * @param <T> a record
   * @param answer the answer
   * @param type the record's class
   * @param step the step that asked
   * @return the records
   * @throws UnexpectedAnswerException if the answer is not such an array
   */
  public static <T> List<T> readList(HttpAnswer answer, Class<T> type, Step step) {
    JavaType list = MAPPER.getTypeFactory().constructCollectionType(List.class, type);
    List<?> read = (List<?>) readAs(answer, list, step);
    if (read.contains(null)) {
      throw unexpected(answer, step, "with JSON null in a list");
    }
    return read.stream().map(type::cast).toList();
  }

  /**
   * Reads an object that may be anything.
   *
   * @param <T> a record
   * @param json bytes that somebody kept or sent
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

  private static Object readAs(HttpAnswer answer, JavaType type, Step step) {
    if (!answer.isJson()) {
      throw unexpected(answer, step, "with " + answer.contentType() + " where JSON was expected");
    }
    ObjectReader reader = MAPPER.readerFor(type);
    try {
      Object value = reader.readValue(answer.body());
      if (value == null) {
        throw unexpected(answer, step, "with JSON null");
      }
      return value;
    } catch (JsonProcessingException e) {
      // the exception's own message quotes the answer, and the answer may hold tokens
      String where =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      throw unexpected(answer, step, "with JSON that is malformed or of another shape" + where);
    } catch (IOException e) {
      throw unexpected(answer, step, "with an unreadable body");
    }
  }

  private static UnexpectedAnswerException unexpected(HttpAnswer answer, Step step, String how) {
    return new UnexpectedAnswerException(
        answer.host() + " answered HTTP " + answer.status() + " " + how + ".",
        answer.context(step));
  }
}
