package io.github.oktaaws.examples.cli.output;

import io.github.oktaaws.examples.cli.output.IniLine.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Heals a file in which a profile has several sections, as appending leaves it, and which the
 * {@code aws} command line refuses as a whole. All that they hold goes into the first; where a
 * setting is there with another value, the last one counts, as in the AWS SDKs, and the one before
 * is commented out.
 */
final class RepeatedSections {

  private final List<IniLine> lines;
  private final String eol;

  RepeatedSections(List<IniLine> lines, String eol) {
    this.lines = lines;
    this.eol = eol;
  }

  /**
   * Merges sections.
   *
   * @param first the header of the section that stays
   * @param repeated the headers of those that follow it
   * @param profile what is going to be written anyway, and need not be kept
   */
  void mergeInto(int first, List<Integer> repeated, ProfileSettings profile) {
    List<List<IniLine>> kept = new ArrayList<>();
    for (int i = repeated.size() - 1; i >= 0; i--) {
      kept.addAll(0, blocks(remove(repeated.get(i))));
    }
    int end = endOf(first);
    for (List<IniLine> block : kept) {
      if (!profile.owns(block.get(0).name())) {
        end = add(first, end, block);
      }
    }
  }

  /** Removes a section; blank lines and comments at its end belong to what follows. */
  private List<IniLine> remove(int header) {
    List<IniLine> section = lines.subList(header, endOf(header));
    List<IniLine> removed = List.copyOf(section.subList(1, section.size()));
    section.clear();
    int gap = header;
    boolean atEnd = header == lines.size();
    while (gap > 0 && blankAt(gap - 1) && (atEnd || blankAt(gap))) {
      gap--;
      lines.remove(gap);
    }
    return removed;
  }

  private boolean blankAt(int index) {
    return index < lines.size() && lines.get(index).is(Kind.BLANK);
  }

  private int endOf(int header) {
    int end = header + 1;
    for (int i = header + 1; i < lines.size() && !lines.get(i).is(Kind.HEADER); i++) {
      if (!lines.get(i).is(Kind.BLANK) && !lines.get(i).is(Kind.COMMENT)) {
        end = i + 1;
      }
    }
    return end;
  }

  /** Each option with all lines of its value; each other line by itself. */
  private static List<List<IniLine>> blocks(List<IniLine> section) {
    List<List<IniLine>> blocks = new ArrayList<>();
    for (IniLine line : section) {
      if (line.is(Kind.CONTINUATION) && !blocks.isEmpty()) {
        blocks.get(blocks.size() - 1).add(line);
      } else if (!line.is(Kind.BLANK)) {
        blocks.add(new ArrayList<>(List.of(line)));
      }
    }
    return blocks;
  }

  /** Adds lines at the end of a section; returns its new end. */
  private int add(int header, int end, List<IniLine> block) {
    String indent = null;
    for (int i = header + 1; i < end; i++) {
      IniLine line = lines.get(i);
      if (!line.is(Kind.OPTION)) {
        continue;
      }
      indent = indent == null ? line.indent() : indent;
      if (block.get(0).is(Kind.OPTION) && line.name().equals(block.get(0).name())) {
        if (block.equals(valueAt(i))) {
          return end;
        }
        valueAt(i).replaceAll(IniLine::commentedOut);
      }
    }
    lines.set(end - 1, lines.get(end - 1).ended(eol));
    int at = end;
    for (IniLine line : block) {
      lines.add(at++, line.indentedBy(indent == null ? "" : indent).ended(eol));
    }
    return at;
  }

  private List<IniLine> valueAt(int option) {
    int end = option + 1;
    while (end < lines.size() && lines.get(end).is(Kind.CONTINUATION)) {
      end++;
    }
    return lines.subList(option, end);
  }
}
