package io.github.oktaaws.benchmarks;

import java.util.Locale;

/** The lines of standard output that are meant for programs too. */
final class Ratios {

  private Ratios() {}

  /**
   * Prints {@code ratio NAME VALUE}, the value as a plain decimal number.
   *
   * @param name what is compared, such as {@code resolve/floor}
   * @param value ours divided by theirs, so smaller is better
   */
  static void print(String name, double value) {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalStateException(name + " is no ratio: " + value);
    }
    System.out.printf(Locale.ROOT, "ratio %s %.4f%n", name, value);
  }
}
