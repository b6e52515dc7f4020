package io.github.oktaaws.examples.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line as a POSIX shell would, with quotes and backslashes and nothing else: no
 * variable is replaced and nothing is run.
 */
final class ShellWords {

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int next;

  private ShellWords(String text) {
    this.text = text;
  }

  /**
   * The words of a command line.
   *
   * @param text the command line
   * @return its words
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<String> split(String text) {
    return new ShellWords(text).words();
  }

  private List<String> words() {
    while (next < text.length()) {
      char c = text.charAt(next++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> append(following());
        default -> append(c);
      }
    }
    endWord();
    return List.copyOf(words);
  }

  private void singleQuoted() {
    inWord = true;
    for (char c = following(); c != '\''; c = following()) {
      word.append(c);
    }
  }

  private void doubleQuoted() {
    inWord = true;
    for (char c = following(); c != '"'; c = following()) {
      if (c == '\\' && next < text.length() && "\"\\$`".indexOf(text.charAt(next)) >= 0) {
        c = following();
      }
      word.append(c);
    }
  }

  private char following() {
    if (next >= text.length()) {
      throw new IllegalArgumentException("A quote or backslash at its end is not closed.");
    }
    return text.charAt(next++);
  }

  private void append(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
