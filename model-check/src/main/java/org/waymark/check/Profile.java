package org.waymark.check;

import java.util.Locale;

/** How much time a verification may take. */
public enum Profile {
  /** What every change must pass: minutes. */
  QUICK,
  /** What a release must pass: tens of minutes. */
  FULL,
  /** What a machine does overnight. */
  NIGHTLY;

  /** Returns the name as it stands on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
