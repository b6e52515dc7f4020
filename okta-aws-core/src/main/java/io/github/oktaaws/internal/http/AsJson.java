package io.github.oktaaws.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What can be written as a JSON object. */
@FunctionalInterface
public interface AsJson {

  /**
   * Writes the object, from its start to its end.
   *
   * @param json where it goes
   */
  void writeTo(JsonGenerator json) throws IOException;
}
