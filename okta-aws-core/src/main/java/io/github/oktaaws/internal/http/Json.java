package io.github.oktaaws.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.oktaaws.error.Step;
import io.github.oktaaws.error.UnexpectedAnswerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON answers into records: strict on types, duplicate keys, depth and trailing input;
 * unknown fields are ignored. What is wrong with an answer is told without quoting it.
 */
public final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(50).maxNumberLength(40).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
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
    return type.cast(readAs(answer, type, step));
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
    List<?> read = (List<?>) readAs(answer, new ListOf(type), step);
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
      return Optional.ofNullable(type.cast(whole(json, type)));
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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator to = FACTORY.createGenerator(bytes)) {
      JsonRecords.write(to, value);
    } catch (IOException e) {
      throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON");
    }
    return bytes.toByteArray();
  }

  private static @Nullable Object whole(byte[] json, Type type) throws IOException {
    try (JsonParser from = FACTORY.createParser(json)) {
      if (from.nextToken() == null) {
        throw new JsonParseException(from, "nothing");
      }
      Object value = JsonRecords.read(from, type);
      if (from.nextToken() != null) {
        throw new JsonParseException(from, "trailing input");
      }
      return value;
    }
  }

  private static Object readAs(HttpAnswer answer, Type type, Step step) {
    if (!answer.isJson()) {
      throw unexpected(answer, step, "with " + answer.contentType() + " where JSON was expected");
    }
    try {
      Object value = whole(answer.body(), type);
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

  private record ListOf(Class<?> element) implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {element};
    }

    @Override
    public Type getRawType() {
      return List.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }
}
