package io.github.oktaaws.examples.cli.terminal;

import static org.jline.keymap.KeyMap.ctrl;
import static org.jline.keymap.KeyMap.del;
import static org.jline.keymap.KeyMap.esc;
import static org.jline.keymap.KeyMap.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** A picker on a terminal, below the cursor; when it ends, nothing of it is left to be seen. */
final class PickerWindow {

  private static final int MOST_ROWS = 15;

  /** The question and the search line, and the line that the cursor was on. */
  private static final int OTHER_ROWS = 3;

  private final Terminal terminal;
  private final String what;
  private final PickerState state;
  private final Display display;

  private enum Key {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    TYPE,
    DELETE,
    DELETE_ALL,
    TAKE,
    CANCEL,
    NOTHING
  }

  PickerWindow(Terminal terminal, String what, List<String> labels) {
    this.terminal = terminal;
    this.what = what;
    this.state = new PickerState(labels, MOST_ROWS);
    this.display = new Display(terminal, false);
  }

  /** The index of what the person takes; empty if they cancel. */
  Optional<Integer> chosen() {
    Attributes before = terminal.enterRawMode();
    try {
      // Ctrl-C is a key here, so that the terminal is put in order before the program ends
      Attributes quiet = terminal.getAttributes();
      quiet.setLocalFlag(LocalFlag.ISIG, false);
      terminal.setAttributes(quiet);
      return choose(new BindingReader(terminal.reader()));
    } finally {
      display.update(List.of(), 0);
      terminal.setAttributes(before);
      terminal.flush();
    }
  }

  private Optional<Integer> choose(BindingReader keys) {
    KeyMap<Key> bindings = bindings();
    while (true) {
      draw();
      Key key = keys.readBinding(bindings);
      if (key == null || key == Key.CANCEL) {
        return Optional.empty();
      }
      if (key == Key.TAKE && state.selected().isPresent()) {
        return state.selected();
      }
      press(key, keys.getLastBinding());
    }
  }

  private void press(Key key, String typed) {
    switch (key) {
      case UP -> state.move(-1);
      case DOWN -> state.move(1);
      case PAGE_UP -> state.page(-1);
      case PAGE_DOWN -> state.page(1);
      case FIRST -> state.first();
      case LAST -> state.last();
      case TYPE -> state.type(typed);
      case DELETE -> state.deleteLast();
      case DELETE_ALL -> state.deleteAll();
      default -> {
        // not a key of ours
      }
    }
  }

  private void draw() {
    Size size = terminal.getSize();
    int rows = size.getRows() > 0 ? size.getRows() : 24;
    int columns = size.getColumns() > 0 ? size.getColumns() : 80;
    display.resize(Size.of(columns, rows));
    state.resize(Math.min(MOST_ROWS, rows - OTHER_ROWS));
    List<AttributedString> lines = new ArrayList<>();
    lines.add(
        line("Choose " + what + ": type to search, arrows and Enter, Esc to cancel", columns));
    AttributedString searching = line("> " + state.search(), columns);
    lines.add(
        new AttributedStringBuilder()
            .append(searching)
            .styled(AttributedStyle.DEFAULT.faint(), "  " + state.count())
            .toAttributedString());
    state.window().forEach(row -> lines.add(line(row, columns)));
    display.update(lines, size.cursorPos(1, searching.columnLength()));
  }

  private static AttributedString line(PickerState.Row row, int columns) {
    AttributedString text = line((row.selected() ? "> " : "  ") + row.label(), columns);
    return row.selected()
        ? new AttributedString(text.toString(), AttributedStyle.DEFAULT.inverse())
        : text;
  }

  private static AttributedString line(String text, int columns) {
    return new AttributedString(text).columnSubSequence(0, columns - 1);
  }

  private KeyMap<Key> bindings() {
    KeyMap<Key> keys = new KeyMap<>();
    keys.setUnicode(Key.TYPE);
    keys.setNomatch(Key.NOTHING);
    keys.setAmbiguousTimeout(100);
    keys.bind(Key.TYPE, KeyMap.range(" -~"));
    bind(keys, Key.UP, Capability.key_up, esc() + "[A", esc() + "OA", ctrl('P'));
    bind(keys, Key.DOWN, Capability.key_down, esc() + "[B", esc() + "OB", ctrl('N'));
    bind(keys, Key.PAGE_UP, Capability.key_ppage, esc() + "[5~");
    bind(keys, Key.PAGE_DOWN, Capability.key_npage, esc() + "[6~");
    bind(keys, Key.FIRST, Capability.key_home, esc() + "[H", esc() + "OH");
    bind(keys, Key.LAST, Capability.key_end, esc() + "[F", esc() + "OF");
    keys.bind(Key.DELETE, del(), ctrl('H'));
    keys.bind(Key.DELETE_ALL, ctrl('U'));
    keys.bind(Key.TAKE, "\r", "\n");
    keys.bind(Key.CANCEL, esc(), ctrl('C'), ctrl('D'));
    return keys;
  }

  private void bind(KeyMap<Key> keys, Key to, Capability capability, String... sequences) {
    String known = key(terminal, capability);
    if (known != null && !known.isEmpty()) {
      keys.bind(to, known);
    }
    keys.bind(to, sequences);
  }
}
