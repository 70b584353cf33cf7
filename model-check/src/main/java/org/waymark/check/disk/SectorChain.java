package org.waymark.check.disk;

import java.util.List;

/**
 * What a power loss may leave of a sector: one of {@link Sector#SIZE} bytes, or a page of eight
 * that are kept or lost as one.
 */
final class SectorChain implements Chain {

  private final String label;
  private final int first;
  private final List<SectorVersion> values;
  private final long[] terms;

  /**
   * A chain of these values.
   *
   * @param first the number of the first sector in its file
   */
  SectorChain(String label, int first, List<SectorVersion> values) {
    this.label = label;
    this.first = first;
    this.values = values;
    this.terms = new long[values.size()];
    for (int value = 0; value < terms.length; value++) {
      for (int i = 0; i < span(); i++) {
        terms[value] += part(value, i).term(first + i);
      }
    }
  }

  /** Returns the number of its first sector in its file. */
  int first() {
    return first;
  }

  /** Returns how many sectors it has: 1 or 8. */
  int span() {
    return values.get(0).span();
  }

  Sector part(int value, int index) {
    return values.get(value).part(index);
  }

  /** Returns what each value adds to the hash of a file in which all of it is. */
  long[] terms() {
    return terms;
  }

  private int changes() {
    return (int) values.stream().filter(value -> !value.isSpoilt()).count() - 1;
  }

  @Override
  public int radix() {
    return values.size();
  }

  @Override
  public long order(int value) {
    return values.get(value).order();
  }

  @Override
  public boolean isSpoilt(int value) {
    return values.get(value).isSpoilt();
  }

  @Override
  public String describe(int value) {
    String what = span() == 1 ? ", sector " + first : ", page " + first / span();
    return label + what + ": " + values.get(value).words(changes());
  }
}
