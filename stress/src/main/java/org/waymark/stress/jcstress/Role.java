package org.waymark.stress.jcstress;

import java.util.Locale;

/** What a test is in its triple. */
public enum Role {
  /** The idea in a few lines: shows that the idea holds, whatever the class makes of it. */
  IDEA,
  /** The shipped class. */
  REAL,
  /** The idea weakened: its bad outcome must be seen, or the others' good ones mean nothing. */
  TWIN;

  /** Returns its name in small letters. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
