package org.waymark.check.disk;

import java.util.List;

/**
 * What a power loss may leave of a sector: one of {@link Sector#SIZE} bytes, or a page of eight
 * that are kept or lost as one.
 */
final class SectorChain implements Chain {

  /**
   * Contents that the medium may hold.
   *
   * @param parts one {@link Sector}, or eight
   * @param order of the change that made it; 0 for what the medium holds
   * @param from the first byte that change wrote
   * @param to behind the last byte it wrote
   * @param words what happened, for people
   */
  record Version(Sector[] parts, long order, int from, int to, String words) {

    boolean same(Version other) {
      for (int i = 0; i < parts.length; i++) {
        if (!parts[i].same(other.parts[i])) {
          return false;
        }
      }
      return true;
    }

    int length() {
      return parts.length * Sector.SIZE;
    }

    byte at(int index) {
      return parts[index / Sector.SIZE].at(index % Sector.SIZE);
    }

    /** Returns this version with the bytes {@code begin} to {@code end} of another. */
    Version with(int begin, int end, Version other, String words) {
      Sector[] mixed = parts.clone();
      for (int i = begin / Sector.SIZE; i * Sector.SIZE < end; i++) {
        int start = Math.max(begin - i * Sector.SIZE, 0);
        int stop = Math.min(end - i * Sector.SIZE, Sector.SIZE);
        mixed[i] = parts[i].with(start, stop, other.parts[i]);
      }
      return new Version(mixed, order, from, to, words);
    }
  }

  private final String label;
  private final int first;
  private final List<Version> values;
  private final long[] terms;

  /**
   * A chain of these values.
   *
   * @param first the number of the first sector in its file
   */
  SectorChain(String label, int first, List<Version> values) {
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
    return values.get(0).parts().length;
  }

  Sector part(int value, int index) {
    return values.get(value).parts()[index];
  }

  /** Returns what each value adds to the hash of a file in which all of it is. */
  long[] terms() {
    return terms;
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
  public String describe(int value) {
    String what = span() == 1 ? ", sector " + first : ", page " + first / span();
    return label + what + ": " + values.get(value).words();
  }
}
