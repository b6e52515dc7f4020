package io.github.oktaaws.config;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML as groups of keys and texts, and nothing else: nothing is made an object, a number or
 * a date. Type tags, duplicate keys, deep nesting and a second document are refused. Errors name
 * file and line and quote no value.
 */
final class YamlText {

  private static final int DEEPEST = 20;
  private static final int MOST_ALIASES = 100;
  private static final String MERGE = "<<";

  private final Path file;

  YamlText(Path file) {
    this.file = file;
  }

  /** A key and what is there. */
  record Item(Node node, int line) {}

  /** The groups of the file, if it holds any. */
  Optional<Node> root(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();
    try {
      inspect(parser(settings, text));
      return new Composer(settings, parser(settings, text))
          .getSingleNode()
          .filter(node -> !isNothing(node));
    } catch (MarkedYamlEngineException e) {
      // its message quotes the line
      throw wrong(
          e.getProblemMark().map(Mark::getLine).map(line -> line + 1),
          "is not YAML: " + Words.printable(e.getProblem()));
    } catch (YamlEngineException e) {
      throw wrong(Optional.empty(), "is not YAML that can be used");
    }
  }

  private static Parser parser(LoadSettings settings, String text) {
    return new ParserImpl(settings, new StreamReader(settings, text));
  }

  private void inspect(Parser events) {
    int depth = 0;
    int documents = 0;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent start) {
        depth++;
        refuseTag(start.getTag(), event);
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof ScalarEvent scalar) {
        refuseTag(scalar.getTag(), event);
      } else if (event instanceof DocumentStartEvent) {
        documents++;
      }
      if (depth > DEEPEST && !(event instanceof AliasEvent)) {
        throw wrong(line(event), "is nested too deeply");
      }
      if (documents > 1) {
        throw wrong(line(event), "holds a second document");
      }
    }
  }

  private void refuseTag(Optional<String> tag, Event event) {
    if (tag.isPresent()) {
      throw wrong(line(event), "has a type tag, " + Words.printable(tag.get()));
    }
  }

  private static Optional<Integer> line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1);
  }

  /**
   * A group's keys in the file's order.
   *
   * @param what what the group is, for errors
   */
  Map<String, Item> group(Node node, String what) {
    return group(node, what, 0);
  }

  private Map<String, Item> group(Node node, String what, int depth) {
    if (isNothing(node)) {
      return Map.of();
    }
    if (!(node instanceof MappingNode mapping) || depth > DEEPEST) {
      throw wrong(
          Optional.of(line(node)),
          "has something else where " + what + " should be keys and values");
    }
    Map<String, Item> items = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node value = tuple.getValueNode();
      String key = text(tuple.getKeyNode(), "a key of " + what);
      if (key.equals(MERGE)) {
        merged.addAll(value instanceof SequenceNode several ? several.getValue() : List.of(value));
      } else if (items.put(key, new Item(value, line(tuple.getKeyNode()))) != null) {
        throw wrong(
            Optional.of(line(tuple.getKeyNode())),
            "has the key \"" + Words.printable(key) + "\" a second time in " + what);
      }
    }
    merged.forEach(other -> group(other, what, depth + 1).forEach(items::putIfAbsent));
    return items;
  }

  /** A text, as it stands there. */
  String text(Node node, String what) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(Optional.of(line(node)), "has keys or a list where " + what + " should be a text");
  }

  static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  ConfigurationException wrong(Optional<Integer> line, String problem) {
    String where = line.map(number -> ", line " + number + ",").orElse("");
    return new ConfigurationException(
        file + where + " " + problem + ".", "Correct the file; docs/configuration.md shows one.");
  }
}
