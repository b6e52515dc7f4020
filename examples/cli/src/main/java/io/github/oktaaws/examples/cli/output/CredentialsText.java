package io.github.oktaaws.examples.cli.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.oktaaws.examples.cli.output.IniLine.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of a credentials file, of which single settings are replaced; every byte of the rest
 * stays. Not safe for use by several threads.
 */
final class CredentialsText {

  private final List<IniLine> lines;
  private final String eol;

  private CredentialsText(String text) {
    this.lines = IniLine.allOf(text);
    this.eol =
        lines.stream().map(IniLine::end).filter(end -> !end.isEmpty()).findFirst().orElse("\n");
  }

  static CredentialsText of(byte[] bytes) {
    // each byte is a character, so that none is lost whatever the encoding
    return new CredentialsText(new String(bytes, ISO_8859_1));
  }

  byte[] bytes() {
    return lines.stream().map(IniLine::text).collect(Collectors.joining()).getBytes(ISO_8859_1);
  }

  /**
   * Sets settings of a profile, whose section is made if there is none. Sections that repeat it are
   * merged into its first.
   *
   * @return the names of the profile's other settings
   */
  Set<String> put(ProfileSettings profile) {
    List<Integer> headers = headersOf(profile.name());
    if (headers.isEmpty()) {
      append(profile);
      return Set.of();
    }
    int header = headers.get(0);
    new RepeatedSections(lines, eol).mergeInto(header, headers.subList(1, headers.size()), profile);
    replace(header, profile);
    return optionsOf(header).stream()
        .filter(option -> !profile.owns(option))
        .collect(Collectors.toSet());
  }

  private List<Integer> headersOf(String profile) {
    List<Integer> headers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).is(Kind.HEADER) && lines.get(i).name().equals(profile)) {
        headers.add(i);
      }
    }
    return headers;
  }

  private void append(ProfileSettings profile) {
    if (!lines.isEmpty()) {
      lines.set(lines.size() - 1, lines.get(lines.size() - 1).ended(eol));
      if (!lines.get(lines.size() - 1).is(Kind.BLANK)) {
        lines.add(IniLine.blank(eol));
      }
    }
    lines.add(IniLine.header(profile.name(), eol));
    profile.added().forEach((name, value) -> lines.add(IniLine.option("", name, value, eol)));
  }

  private void replace(int header, ProfileSettings profile) {
    Map<String, String> missing = profile.added();
    Set<String> done = new HashSet<>();
    int last = header;
    String indent = "";
    boolean first = true;
    for (int i = header + 1; i < lines.size() && !lines.get(i).is(Kind.HEADER); i++) {
      IniLine line = lines.get(i);
      if (!line.is(Kind.OPTION)) {
        continue;
      }
      if (first) {
        // a deeper line would be read as more of the value above it
        indent = line.indent();
        first = false;
      }
      String value = profile.settings().get(line.name());
      if (value == null) {
        continue;
      }
      removeContinuation(i);
      if (!done.add(line.name())) {
        lines.remove(i--);
        continue;
      }
      lines.set(i, line.withValue(value));
      missing.remove(line.name());
      last = i;
    }
    insert(last, indent, missing);
  }

  private void insert(int after, String indent, Map<String, String> settings) {
    if (!settings.isEmpty()) {
      lines.set(after, lines.get(after).ended(eol));
    }
    int at = after + 1;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      lines.add(at++, IniLine.option(indent, setting.getKey(), setting.getValue(), eol));
    }
  }

  private void removeContinuation(int option) {
    for (int i = option + 1; i < lines.size(); i++) {
      IniLine line = lines.get(i);
      if (line.is(Kind.CONTINUATION)) {
        lines.remove(i--);
      } else if (!line.is(Kind.COMMENT)) {
        return;
      }
    }
  }

  private Set<String> optionsOf(int header) {
    Set<String> options = new HashSet<>();
    for (int i = header + 1; i < lines.size() && !lines.get(i).is(Kind.HEADER); i++) {
      if (lines.get(i).is(Kind.OPTION)) {
        options.add(lines.get(i).name());
      }
    }
    return options;
  }
}
