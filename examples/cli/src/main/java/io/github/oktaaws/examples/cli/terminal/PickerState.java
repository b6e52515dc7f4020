package io.github.oktaaws.examples.cli.terminal;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a picker shows, and what a key does to it; nothing of terminals. */
final class PickerState {

  private final List<String> labels;
  private final StringBuilder search = new StringBuilder();
  private List<Integer> found;
  private int selected;
  private int top;
  private int height;

  PickerState(List<String> labels, int height) {
    this.labels = labels;
    this.height = Math.max(1, height);
    this.found = IntStream.range(0, labels.size()).boxed().toList();
  }

  /**
   * A line of the window.
   *
   * @param label what it says
   * @param selected whether it is the one that Enter takes
   */
  record Row(String label, boolean selected) {}

  void resize(int rows) {
    height = Math.max(1, rows);
    move(0);
  }

  /** Moves the selection; it stops at either end. */
  void move(int by) {
    selected = Math.max(0, Math.min(found.size() - 1, selected + by));
    top = Math.max(Math.min(top, selected), selected - height + 1);
    top = Math.max(0, Math.min(top, found.size() - height));
  }

  void page(int direction) {
    move(direction * height);
  }

  void first() {
    move(-found.size());
  }

  void last() {
    move(found.size());
  }

  void type(String text) {
    search.append(text);
    searchAgain();
  }

  void deleteLast() {
    if (search.length() > 0) {
      search.setLength(search.offsetByCodePoints(search.length(), -1));
      searchAgain();
    }
  }

  void deleteAll() {
    search.setLength(0);
    searchAgain();
  }

  private void searchAgain() {
    found = Fuzzy.best(search.toString(), labels);
    selected = 0;
    top = 0;
  }

  String search() {
    return search.toString();
  }

  String count() {
    return found.size() + "/" + labels.size();
  }

  List<Row> window() {
    return IntStream.range(top, Math.min(found.size(), top + height))
        .mapToObj(i -> new Row(labels.get(found.get(i)), i == selected))
        .toList();
  }

  /** The index of the label that is selected; empty where none is found. */
  Optional<Integer> selected() {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(selected));
  }
}
