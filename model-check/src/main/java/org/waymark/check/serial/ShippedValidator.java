package org.waymark.check.serial;

import org.waymark.check.serial.Rules.Verdict;
import org.waymark.validation.Danger;
import org.waymark.validation.Validator;

/**
 * The shipped validator as a judge. One object serves all histories: each begins at the floor that
 * the last one's end has become, so that what is forgotten late, or too early, shows too.
 */
final class ShippedValidator implements Judge {
  private static final int LIMIT = 1 << 12;

  private final Validator validator = new Validator(true, LIMIT);

  /** The pages of each mask, ascending. */
  private final long[][] sets;

  /** The sequence at which the present history begins. */
  private long base;

  private int last;

  /** Prepares to judge transactions over so many pages. */
  ShippedValidator(int pages) {
    sets = new long[1 << pages][];
    for (int mask = 0; mask < sets.length; mask++) {
      sets[mask] = new long[Integer.bitCount(mask)];
      int at = 0;
      for (int page = 0; page < pages; page++) {
        if ((mask & 1 << page) != 0) {
          sets[mask][at++] = page + 1L;
        }
      }
    }
  }

  @Override
  public void follow(History history) {
    base += last;
    last = 0;
    validator.prune(base);
    for (int i = 0; i < history.size(); i++) {
      record(history, i);
    }
  }

  @Override
  public void admitted(History history) {
    record(history, history.size() - 1);
  }

  private void record(History history, int transaction) {
    long begin = base + history.begin(transaction);
    long[] read = sets[history.read(transaction)];
    if (history.readsOnly(transaction)) {
      validator.recordReader(read, begin);
    } else {
      last = history.end(transaction);
      validator.record(sets[history.written(transaction)], read, begin, base + last);
    }
  }

  /** Raises the floor: nobody of this history will begin below {@code begin} any more. */
  void prune(int begin) {
    validator.prune(base + begin);
  }

  @Override
  public Verdict judge(int begin, int read, int written) {
    if (validator.conflicts(sets[written], base + begin).length > 0) {
      return Verdict.FCW_CONFLICT;
    }
    Danger danger = validator.danger(sets[written], sets[read], base + begin);
    if (danger == null) {
      return Verdict.ADMITTED;
    }
    return danger.amPivot() ? Verdict.PIVOT : Verdict.COMMITTED_PIVOT;
  }
}
