package io.github.oktaaws.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object, read field by field: what is absent or null is null, and nothing is converted to
 * another type. Unlike data binding it needs no reflection, and so fewer classes.
 */
public final class JsonObject {

  private final JsonNode node;

  JsonObject(JsonNode node) {
    this.node = node;
  }

  /**
   * Reads text.
   *
   * @param name the field
   * @return the text, or null if there is none
   * @throws WrongShape if the field is something else
   */
  public @Nullable String text(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw new WrongShape(name);
    }
    return value.textValue();
  }

  /**
   * Reads a whole number.
   *
   * @param name the field
   * @return the number, or null if there is none
   * @throws WrongShape if the field is something else
   */
  public @Nullable Long number(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new WrongShape(name);
    }
    return value.longValue();
  }

  /**
   * Reads an object inside this one.
   *
   * @param name the field
   * @return the object, or null if there is none
   * @throws WrongShape if the field is something else
   */
  public @Nullable JsonObject object(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      throw new WrongShape(name);
    }
    return new JsonObject(value);
  }

  /**
   * Reads a list of texts.
   *
   * @param name the field
   * @return the texts, or null if there is no list
   * @throws WrongShape if the field is something else
   */
  public @Nullable List<String> texts(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isArray()) {
      throw new WrongShape(name);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (!each.isTextual()) {
        throw new WrongShape(name);
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  /**
   * Compares an object inside this one.
   *
   * @param name the field
   * @param value an object
   * @return whether the field is exactly what that object is written as
   */
  public boolean is(String name, AsJson value) {
    return Json.tree(value).equals(node.get(name));
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** Prints no value: it may be a token. */
  @Override
  public String toString() {
    return "JsonObject[]";
  }

  /** A field is not of the type that it must be. */
  static final class WrongShape extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongShape(String field) {
      super(field);
    }
  }
}
