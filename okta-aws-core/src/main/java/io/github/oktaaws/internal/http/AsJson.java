package io.github.oktaaws.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What can be written as a JSON object. */
@FunctionalInterface
public interface AsJson {

  /**
   * Writes the object's fields.
   *
   * @param json the object, which has been started
   */
  void writeFields(JsonGenerator json) throws IOException;
}
