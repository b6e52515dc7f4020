package io.github.oktaaws.examples.cli.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Fuzzy search: each word of the search must be in the label, its letters in their order. Whole
 * words and their beginnings come first, then parts of words, then scattered letters; what is
 * equally good stays in the order that it had.
 */
final class Fuzzy {

  private static final int NOT_THERE = -1;

  private Fuzzy() {}

  private record Found(int index, int cost) {}

  /** The indexes of the labels that match, the best first. */
  static List<Integer> best(String search, List<String> labels) {
    String[] words = search.strip().toLowerCase(Locale.ROOT).split("\\s+");
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      int cost = cost(words, labels.get(i).toLowerCase(Locale.ROOT));
      if (cost != NOT_THERE) {
        found.add(new Found(i, cost));
      }
    }
    found.sort(Comparator.comparingInt(Found::cost));
    return found.stream().map(Found::index).toList();
  }

  private static int cost(String[] words, String label) {
    int sum = 0;
    for (String word : words) {
      int cost = cost(word, label);
      if (cost == NOT_THERE) {
        return NOT_THERE;
      }
      sum += cost;
    }
    return sum;
  }

  private static int cost(String word, String label) {
    int at = label.indexOf(word);
    if (at >= 0) {
      return beginsAWord(word, label, at) ? 0 : 1;
    }
    int from = label.indexOf(word.charAt(0));
    int best = NOT_THERE;
    for (; from >= 0; from = label.indexOf(word.charAt(0), from + 1)) {
      int gaps = gaps(word, label, from);
      if (gaps != NOT_THERE && (best == NOT_THERE || gaps < best)) {
        best = gaps;
      }
    }
    return best == NOT_THERE ? NOT_THERE : 2 + best;
  }

  private static boolean beginsAWord(String word, String label, int first) {
    for (int at = first; at >= 0; at = label.indexOf(word, at + 1)) {
      if (at == 0 || !Character.isLetterOrDigit(label.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }

  /** How many letters lie between those of the word, where it begins at a place. */
  private static int gaps(String word, String label, int from) {
    int at = from;
    for (int i = 1; i < word.length(); i++) {
      at = label.indexOf(word.charAt(i), at + 1);
      if (at < 0) {
        return NOT_THERE;
      }
    }
    return at - from + 1 - word.length();
  }
}
