package io.github.oktaaws.config;

import io.github.oktaaws.error.ConfigurationException;
import io.github.oktaaws.internal.http.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What {@code okta.yaml} says under {@code awscli}; the rest of the file is other programs'.
 *
 * @param file the file
 * @param profiles each profile's keys and values
 * @param identityProviders what identity providers are called
 * @param roles what roles are called
 */
record OktaYaml(
    Path file, Map<String, Map<String, Given>> profiles, Labels identityProviders, Labels roles) {

  private static final String SECTION = "awscli";
  private static final int LARGEST = 1024 * 1024;

  /** Reads the file; one that is not there says nothing. */
  static OktaYaml read(Path file) {
    String text = text(file);
    return text.isBlank()
        ? new OktaYaml(
            file,
            Map.of(),
            Labels.of("an identity provider", List.of()),
            Labels.of("a role", List.of()))
        : new Reading(file).all(text);
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw unreadable(file, "it is larger than 1 MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      return "";
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is not UTF-8");
    } catch (IOException e) {
      throw unreadable(file, e.getClass().getSimpleName());
    }
  }

  private static ConfigurationException unreadable(Path file, String why) {
    return new ConfigurationException(
        file + " cannot be read: " + why + ".", "Make it a file that this user can read.");
  }

  private record Reading(Path file, YamlText yaml) {

    Reading(Path file) {
      this(file, new YamlText(file));
    }

    OktaYaml all(String text) {
      Optional<Node> root = yaml.root(text);
      Map<String, YamlText.Item> sections =
          root.map(node -> yaml.group(node, "the file"))
              .map(all -> all.get(SECTION))
              .map(item -> yaml.group(item.node(), SECTION))
              .orElse(Map.of());
      refuseOthers(sections, Set.of("idps", "roles", "profiles"));
      return new OktaYaml(
          file,
          profiles(sections.get("profiles")),
          labels(sections.get("idps"), "an identity provider"),
          labels(sections.get("roles"), "a role"));
    }

    private void refuseOthers(Map<String, YamlText.Item> sections, Set<String> known) {
      sections.forEach(
          (key, item) -> {
            if (!known.contains(key)) {
              throw yaml.wrong(
                  Optional.of(item.line()),
                  "has the unknown key \"" + Words.printable(key) + "\" in " + SECTION);
            }
          });
    }

    private Map<String, Map<String, Given>> profiles(YamlText.@Nullable Item section) {
      Map<String, Map<String, Given>> profiles = new LinkedHashMap<>();
      if (section != null) {
        yaml.group(section.node(), "profiles")
            .forEach((name, item) -> profiles.put(name, profile(name, item.node())));
      }
      return profiles;
    }

    private Map<String, Given> profile(String name, Node node) {
      String what = "the profile " + Words.printable(name);
      Map<String, Given> values = new LinkedHashMap<>();
      yaml.group(node, what)
          .forEach(
              (key, item) ->
                  values.put(
                      key,
                      new Given(
                          YamlText.isNothing(item.node())
                              ? ""
                              : yaml.text(item.node(), Words.printable(key)),
                          what.substring(4) + " in " + file + ", line " + item.line())));
      return values;
    }

    private Labels labels(YamlText.@Nullable Item section, String what) {
      List<Labels.Line> lines = new ArrayList<>();
      if (section != null) {
        yaml.group(section.node(), "labels")
            .forEach(
                (key, item) ->
                    lines.add(
                        new Labels.Line(
                            key,
                            new Given(
                                yaml.text(item.node(), "a label"),
                                file + ", line " + item.line()))));
      }
      return Labels.of(what, lines);
    }
  }
}
