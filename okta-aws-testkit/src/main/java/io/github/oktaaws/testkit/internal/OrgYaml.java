package io.github.oktaaws.testkit.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.oktaaws.testkit.OrgConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Reads the configuration file. What is wrong with it is said with the key it is wrong at. */
public final class OrgYaml {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private OrgYaml() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it does not describe an org; the message names the key
   * @throws UncheckedIOException when it cannot be read
   */
  public static OrgConfig read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no file " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  static OrgConfig parse(String yaml) {
    try {
      YamlOrg org = YAML.readValue(yaml, YamlOrg.class);
      if (org == null) {
        throw new IllegalArgumentException("the file is empty");
      }
      return org.config();
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          path(e)
              + ": unknown key; known here: "
              + e.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", ")),
          e);
    } catch (MismatchedInputException e) {
      throw new IllegalArgumentException(path(e) + " must be " + expected(e), e);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(path(e) + ": " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not valid YAML: " + e.getOriginalMessage(), e);
    }
  }

  private static String expected(MismatchedInputException e) {
    Class<?> wanted = e.getTargetType() == null ? Object.class : e.getTargetType();
    if (Collection.class.isAssignableFrom(wanted)) {
      return "a list";
    }
    if (wanted == Integer.class) {
      return "a whole number";
    }
    if (wanted == Boolean.class || wanted == boolean.class) {
      return "true or false";
    }
    return wanted == String.class ? "text" : "a group of keys and values";
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "the file" : path.toString();
  }
}
