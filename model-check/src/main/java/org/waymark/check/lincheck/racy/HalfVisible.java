package org.waymark.check.lincheck.racy;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;

/** A lazily made object that others can see before its content is there. */
public final class HalfVisible {
  private static final int WORK = 20;

  private volatile @Nullable Made made;

  private static final class Made {
    private volatile int content;

    /** Takes a moment, in which the other thread looks. */
    void fill() {
      for (int i = 1; i <= WORK; i++) {
        content = i;
      }
    }
  }

  /** Returns the content, making it if it is not there yet: always {@value #WORK}. */
  @Operation
  public int content() {
    Made there = made;
    if (there == null) {
      there = new Made();
      made = there;
      there.fill();
    }
    return there.content;
  }
}
