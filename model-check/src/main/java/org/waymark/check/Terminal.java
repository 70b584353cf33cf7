package org.waymark.check;

/** Whether a person watches. */
public final class Terminal {

  /** Set by the launcher if standard error is a terminal; Java cannot tell in every version. */
  private static final String TERMINAL = "waymark.terminal";

  private Terminal() {}

  /** Returns whether standard error is a terminal, where a line can be written over. */
  public static boolean present() {
    return Boolean.getBoolean(TERMINAL);
  }
}
