package org.waymark.check.lincheck.racy;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;

/** A lazily made object that others can see before its content is there. */
public final class HalfVisible {
  private volatile @Nullable Made made;

  private static final class Made {
    private volatile int content;
  }

  /** Returns the content, making it if it is not there yet: always 7. */
  @Operation
  public int content() {
    Made there = made;
    if (there == null) {
      there = new Made();
      made = there;
      there.content = 7;
    }
    return there.content;
  }
}
