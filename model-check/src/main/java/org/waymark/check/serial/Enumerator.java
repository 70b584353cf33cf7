package org.waymark.check.serial;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all histories of a number of transactions over a number of pages: each transaction
 * begins at any sequence there is, the tip being anywhere, and reads and writes any pages. What a
 * judge refuses is no part of a history. Pages are interchangeable, so of all histories that differ
 * in their names only one is gone through: that in which their columns of uses descend.
 *
 * <p>For one thread; several share the work by taking every n-th history of two transactions.
 */
final class Enumerator {
  private final int transactions;
  private final int pages;
  private final Judge judge;
  private final Visitor visitor;
  private final History history = new History();
  private final Tally tally;
  private int part;
  private int parts = 1;
  private int pairs;
  private boolean stopped;

  /** Sees each history, and each refusal. */
  interface Visitor {

    /** Sees a history whose last transaction was admitted; says whether to go on. */
    boolean admitted(History history);

    /** Sees who was refused behind a history, and why. */
    default void refused(History history, int begin, int read, int written, Ruling why) {}
  }

  /**
   * Prepares.
   *
   * @param tally counts what is gone through
   */
  Enumerator(int transactions, int pages, Judge judge, Visitor visitor, Tally tally) {
    this.transactions = transactions;
    this.pages = pages;
    this.judge = judge;
    this.visitor = visitor;
    this.tally = tally;
  }

  /** Takes a share of the work, from 0, of so many. */
  Enumerator share(int index, int of) {
    part = index;
    parts = of;
    return this;
  }

  /** Goes through them. */
  void run() {
    judge.follow(history);
    extend(new int[pages]);
  }

  private void extend(int[] columns) {
    boolean last = history.size() + 1 == transactions;
    for (int uses = 1; uses < 1 << (2 * pages) && !stopped; uses++) {
      if (isCanonical(columns, uses)) {
        int[] longer = appended(columns, uses);
        for (int begin = 0; begin <= history.last() && !stopped; begin++) {
          next(longer, begin, uses, last);
        }
      }
    }
  }

  private void next(int[] columns, int begin, int uses, boolean last) {
    if (history.size() == 1 && pairs++ % parts != part) {
      return;
    }
    int read = mask(uses, 0);
    int written = mask(uses, 1);
    Ruling ruling = judge.judge(begin, read, written);
    if (!history.isEmpty() || part == 0) {
      tally.verdict(ruling.verdict(), namings(columns));
    }
    if (!ruling.admits()) {
      visitor.refused(history, begin, read, written, ruling);
      return;
    }
    history.add(begin, read, written);
    if (last) {
      tally.history();
    }
    stopped = !visitor.admitted(history);
    if (!last && !stopped) {
      judge.admitted(history);
      extend(columns);
      history.removeLast();
      judge.follow(history);
    } else {
      history.removeLast();
    }
  }

  /** A use of a page is two bits: whether it is read, and whether it is written. */
  private static int use(int uses, int page) {
    return (uses >> (2 * page)) & 3;
  }

  private int mask(int uses, int bit) {
    int mask = 0;
    for (int page = 0; page < pages; page++) {
      mask |= ((use(uses, page) >> bit) & 1) << page;
    }
    return mask;
  }

  private boolean isCanonical(int[] columns, int uses) {
    for (int page = 1; page < pages; page++) {
      if (columns[page - 1] == columns[page] && use(uses, page - 1) < use(uses, page)) {
        return false;
      }
    }
    return true;
  }

  private int[] appended(int[] columns, int uses) {
    int[] longer = new int[pages];
    for (int page = 0; page < pages; page++) {
      longer[page] = columns[page] << 2 | use(uses, page);
    }
    return longer;
  }

  /** In how many ways these pages can be named: among those used alike no name matters. */
  private static int namings(int[] columns) {
    int ways = 1;
    int alike = 0;
    for (int page = 0; page < columns.length; page++) {
      alike = page > 0 && columns[page] == columns[page - 1] ? alike + 1 : 1;
      ways = ways * (page + 1) / alike;
    }
    return ways;
  }

  /** Returns a history that a judge admits and that satisfies something, or null if none does. */
  static @Nullable History find(
      int transactions, int pages, Judge judge, Predicate<History> wanted) {
    @Nullable History[] found = new @Nullable History[1];
    new Enumerator(
            transactions,
            pages,
            judge,
            history -> {
              if (wanted.test(history)) {
                found[0] = history.copy();
              }
              return found[0] == null;
            },
            new Tally())
        .run();
    return found[0];
  }
}
