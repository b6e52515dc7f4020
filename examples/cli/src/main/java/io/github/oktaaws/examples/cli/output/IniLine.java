package io.github.oktaaws.examples.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a credentials file, as Python's configparser, which the {@code aws} command line
 * reads it with, understands it.
 *
 * @param text the line as it is, its end included
 * @param kind what it is
 * @param name the section's name, or the option's in lower case; else empty
 */
record IniLine(String text, Kind kind, String name) {

  private static final Pattern HEADER = Pattern.compile("\\[([^\\]]+)\\].*");
  private static final Pattern OPTION = Pattern.compile("([^=:]*?)\\s*([=:]\\s*)(.*)");

  enum Kind {
    BLANK,
    COMMENT,
    HEADER,
    OPTION,
    /** More of the option's value above. */
    CONTINUATION,
    OTHER
  }

  static List<IniLine> allOf(String text) {
    List<IniLine> lines = new ArrayList<>();
    int start = 0;
    int optionIndent = -1;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      IniLine line = read(text.substring(start, end), optionIndent);
      switch (line.kind) {
        case HEADER, OTHER -> optionIndent = -1;
        case OPTION -> optionIndent = line.indent().length();
        default -> {}
      }
      lines.add(line);
      start = end;
    }
    return lines;
  }

  private static IniLine read(String text, int optionIndent) {
    String content = text.strip();
    if (content.isEmpty()) {
      return new IniLine(text, Kind.BLANK, "");
    }
    if (content.startsWith("#") || content.startsWith(";")) {
      return new IniLine(text, Kind.COMMENT, "");
    }
    if (optionIndent >= 0 && indentOf(text).length() > optionIndent) {
      return new IniLine(text, Kind.CONTINUATION, "");
    }
    // a byte order mark, read byte by byte
    Matcher header =
        HEADER.matcher(content.startsWith("\u00ef\u00bb\u00bf") ? content.substring(3) : content);
    if (header.matches()) {
      return new IniLine(text, Kind.HEADER, header.group(1).strip());
    }
    Matcher option = OPTION.matcher(content);
    return option.matches() && !option.group(1).isEmpty()
        ? new IniLine(text, Kind.OPTION, option.group(1).toLowerCase(Locale.ROOT))
        : new IniLine(text, Kind.OTHER, "");
  }

  static IniLine option(String indent, String name, String value, String end) {
    return new IniLine(indent + name + " = " + value + end, Kind.OPTION, name);
  }

  static IniLine header(String name, String end) {
    return new IniLine("[" + name + "]" + end, Kind.HEADER, name);
  }

  static IniLine blank(String end) {
    return new IniLine(end, Kind.BLANK, "");
  }

  boolean is(Kind other) {
    return kind == other;
  }

  String indent() {
    return indentOf(text);
  }

  private static String indentOf(String text) {
    int first = 0;
    while (first < text.length() && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
      first++;
    }
    return text.substring(0, first);
  }

  String end() {
    return text.endsWith("\r\n") ? "\r\n" : text.endsWith("\n") ? "\n" : "";
  }

  /** The line with an end, where it has none. */
  IniLine ended(String end) {
    return end().isEmpty() ? new IniLine(text + end, kind, name) : this;
  }

  /** An option so far to the right as its neighbours; a value's further lines, farther. */
  IniLine indentedBy(String indent) {
    return switch (kind) {
      case OPTION -> new IniLine(indent + text.substring(indent().length()), kind, name);
      case CONTINUATION ->
          indent().length() > indent.length()
              ? this
              : new IniLine(indent + "  " + text.stripLeading(), kind, name);
      default -> this;
    };
  }

  /** The same option with another value; its spelling and spacing stay. */
  IniLine withValue(String value) {
    Matcher option = OPTION.matcher(text.strip());
    if (!option.matches()) {
      throw new IllegalStateException("not an option");
    }
    return new IniLine(
        indent() + text.strip().substring(0, option.start(3)) + value + end(), kind, name);
  }

  IniLine commentedOut() {
    return new IniLine("# " + text, Kind.COMMENT, "");
  }

  /** The text may be a secret. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
