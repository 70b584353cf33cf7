package org.waymark.log;

import org.jspecify.annotations.Nullable;

/**
 * The level of isolation that a log was created with, as every header of a marker segment names it.
 * The public name is {@code IsolationLevel}, for nothing of this package is exported; what a level
 * promises is nothing to it: here it is kept and compared.
 */
public enum Isolation {
  /** The level of a log for which none was chosen. */
  SERIALIZABLE(0, "serializable"),
  /** First committer wins, and nothing more is asked. */
  SNAPSHOT(1, "snapshot");

  private final int code;
  private final String words;

  Isolation(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /** Returns the level's name, for messages and reports. */
  public String words() {
    return words;
  }

  /** Returns the number that stands for this level in a header. */
  public int code() {
    return code;
  }

  /** Returns the level of a code, or null if version 1 of the format has none for it. */
  public static @Nullable Isolation of(int code) {
    for (Isolation level : values()) {
      if (level.code == code) {
        return level;
      }
    }
    return null;
  }
}
