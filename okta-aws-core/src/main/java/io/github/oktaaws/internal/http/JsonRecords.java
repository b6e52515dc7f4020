package io.github.oktaaws.internal.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON and records of text, whole numbers, booleans, enums, records and lists. On Jackson's parser
 * alone: its data binding would load for about a tenth of the time to the first credentials.
 */
final class JsonRecords {

  private JsonRecords() {}

  /** The value at the parser's current token; null for JSON null. */
  static @Nullable Object read(JsonParser from, Type type) throws IOException {
    if (from.currentToken() == JsonToken.VALUE_NULL) {
      if (type instanceof Class<?> simple && simple.isPrimitive()) {
        throw otherShape(from);
      }
      return null;
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(from, list.getActualTypeArguments()[0]);
    }
    Class<?> simple = (Class<?>) type;
    return simple.isRecord() ? record(from, simple) : scalar(from, simple);
  }

  private static Object scalar(JsonParser from, Class<?> type) throws IOException {
    JsonToken token = from.currentToken();
    if (type == String.class && token == JsonToken.VALUE_STRING) {
      return from.getText();
    }
    if ((type == long.class || type == Long.class) && token == JsonToken.VALUE_NUMBER_INT) {
      return from.getLongValue();
    }
    if ((type == int.class || type == Integer.class) && token == JsonToken.VALUE_NUMBER_INT) {
      return from.getIntValue();
    }
    if ((type == boolean.class || type == Boolean.class) && token.isBoolean()) {
      return from.getBooleanValue();
    }
    if (type.isEnum() && token == JsonToken.VALUE_STRING) {
      String name = from.getText();
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(name))
          .findFirst()
          .orElseThrow(() -> otherShape(from));
    }
    throw otherShape(from);
  }

  private static List<@Nullable Object> list(JsonParser from, Type element) throws IOException {
    require(from, JsonToken.START_ARRAY);
    List<@Nullable Object> values = new ArrayList<>();
    while (from.nextToken() != JsonToken.END_ARRAY) {
      values.add(read(from, element));
    }
    return Collections.unmodifiableList(values);
  }

  private static Object record(JsonParser from, Class<?> type) throws IOException {
    require(from, JsonToken.START_OBJECT);
    RecordComponent[] components = type.getRecordComponents();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < components.length; i++) {
      places.put(name(components[i]), i);
    }
    @Nullable Object[] values = new @Nullable Object[components.length];
    while (from.nextToken() == JsonToken.FIELD_NAME) {
      Integer place = places.get(from.currentName());
      from.nextToken();
      if (place == null) {
        from.skipChildren();
      } else {
        values[place] = read(from, components[place].getGenericType());
      }
    }
    for (int i = 0; i < components.length; i++) {
      if (values[i] == null && components[i].getType().isPrimitive()) {
        throw otherShape(from);
      }
    }
    return made(from, type, components, values);
  }

  private static Object made(
      JsonParser from, Class<?> type, RecordComponent[] components, @Nullable Object[] values)
      throws IOException {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw otherShape(from);
    }
  }

  /** Writes a value of those that can be read. */
  static void write(JsonGenerator to, @Nullable Object value) throws IOException {
    if (value == null) {
      to.writeNull();
    } else if (value instanceof Record object) {
      to.writeStartObject();
      for (RecordComponent component : object.getClass().getRecordComponents()) {
        to.writeFieldName(name(component));
        write(to, value(component, object));
      }
      to.writeEndObject();
    } else if (value instanceof List<?> list) {
      to.writeStartArray();
      for (Object element : list) {
        write(to, element);
      }
      to.writeEndArray();
    } else if (value instanceof Long || value instanceof Integer) {
      to.writeNumber(((Number) value).longValue());
    } else if (value instanceof Boolean bool) {
      to.writeBoolean(bool);
    } else if (value instanceof String || value instanceof Enum<?>) {
      to.writeString(value instanceof Enum<?> constant ? constant.name() : (String) value);
    } else {
      throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON");
    }
  }

  private static @Nullable Object value(RecordComponent component, Record object) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(object.getClass() + " cannot be written as JSON");
    }
  }

  private static String name(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  private static void require(JsonParser from, JsonToken token) throws JsonParseException {
    if (from.currentToken() != token) {
      throw otherShape(from);
    }
  }

  private static JsonParseException otherShape(JsonParser from) {
    return new JsonParseException(from, "other shape");
  }
}
