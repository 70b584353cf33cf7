package org.waymark.check.serial;

import java.util.Locale;

/** What becomes of a transaction. */
public enum Verdict {
  /** It is part of the history. */
  ADMITTED,
  /** Another wrote what it writes. */
  FCW_CONFLICT,
  /** It would be the pivot. */
  PIVOT,
  /** It would point at a pivot. */
  COMMITTED_PIVOT;

  /** Returns the verdict in words. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
