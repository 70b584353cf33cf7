package org.waymark.check.serial;

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
      sets[mask] = Pages.of(mask);
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
  public Ruling judge(int begin, int read, int written) {
    long[] conflicts = validator.conflicts(sets[written], base + begin);
    if (conflicts.length > 0) {
      return Ruling.conflict(Pages.mask(conflicts));
    }
    Danger danger = validator.danger(sets[written], sets[read], base + begin);
    if (danger == null) {
      return Ruling.ADMITTED;
    }
    Verdict verdict = danger.amPivot() ? Verdict.PIVOT : Verdict.COMMITTED_PIVOT;
    int with = (int) (danger.with() - base);
    return new Ruling(verdict, 0, with, danger.withOnlyRead(), (int) (danger.out() - base));
  }
}
