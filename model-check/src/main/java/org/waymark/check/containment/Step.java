package org.waymark.check.containment;

/**
 * One thing that is done to a disk, or by the machine to the cache below it.
 *
 * @param kind what is done
 * @param name the file; empty where none is meant
 * @param other the new name of a renamed file; empty otherwise
 * @param position where a write begins, or a write-back; the size wanted from a truncation or
 *     preallocation; bytes
 * @param length how many bytes a write has
 * @param fill tells the bytes of one write from those of every other
 */
record Step(Kind kind, String name, String other, long position, int length, int fill) {

  /** What a step does. */
  enum Kind {
    CREATE,
    WRITE,
    TRUNCATE,
    PREALLOCATE,
    FORCE,
    CLOSE,
    RENAME,
    DELETE,
    LIST,
    FORCE_DIRECTORY,

    /** The machine begins to write a file's dirty pages back, from a position on. */
    WRITE_BACK(true),
    /** Another process forces the file. */
    FORCE_ELSEWHERE(true),
    /** The file system's journal is committed, because somebody forces a file of no concern. */
    COMMIT_JOURNAL(true),
    /** Another process forces the whole file system. */
    SYNC(true);

    private final boolean pressure;

    Kind() {
      this(false);
    }

    Kind(boolean pressure) {
      this.pressure = pressure;
    }

    /** Tells whether it is the machine's doing: nothing the process sees, and no promise to it. */
    boolean isPressure() {
      return pressure;
    }

    /** Tells whether it ends with a promise of durability. */
    boolean forces() {
      return this == FORCE || this == FORCE_DIRECTORY || this == PREALLOCATE;
    }
  }

  static Step of(Kind kind) {
    return new Step(kind, "", "", 0, 0, 0);
  }

  static Step of(Kind kind, String name) {
    return new Step(kind, name, "", 0, 0, 0);
  }

  static Step sized(Kind kind, String name, long size) {
    return new Step(kind, name, "", size, 0, 0);
  }

  static Step renaming(String name, String other) {
    return new Step(Kind.RENAME, name, other, 0, 0, 0);
  }

  static Step writing(String name, long position, int length, int fill) {
    return new Step(Kind.WRITE, name, "", position, length, fill);
  }

  /**
   * Returns what a write writes: never a zero, so that a hole cannot pass for data, and at each
   * position another byte than nearly every other write has there.
   */
  byte[] bytes() {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      long mixed = (position + i) * 0x9E3779B97F4A7C15L + fill * 0xC2B2AE3D27D4EB4FL;
      mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
      bytes[i] = (byte) (1 + ((mixed >>> 32) & 0xFF) % 255);
    }
    return bytes;
  }

  /** Returns the step on one short line. */
  @Override
  public String toString() {
    return switch (kind) {
      case WRITE -> "write " + name + " [" + position + ", " + (position + length) + ")";
      case TRUNCATE -> "truncate " + name + " to " + position;
      case PREALLOCATE -> "preallocate " + name + " to " + position;
      case RENAME -> "rename " + name + " to " + other;
      case WRITE_BACK -> "(write " + name + " back from " + position + " on)";
      case FORCE_ELSEWHERE -> "(another process forces " + name + ")";
      case COMMIT_JOURNAL -> "(the journal is committed)";
      case SYNC -> "(another process forces the file system)";
      case FORCE_DIRECTORY -> "force the directory";
      case LIST -> "list";
      case CREATE -> "create " + name;
      case FORCE -> "force " + name;
      case CLOSE -> "close " + name;
      case DELETE -> "delete " + name;
    };
  }
}
