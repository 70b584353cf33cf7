package org.waymark.check.disk;

/** How an operation goes wrong. */
public sealed interface Fault {

  /**
   * The operation throws an {@link java.io.IOException} and has no effect, but these: a failed
   * close closes, a failed unlock unlocks, {@code isHeld} answers false, a failed preallocation may
   * have grown the file in the cache, and a failed force or force of the directory leaves the
   * medium old where nothing survives, keeps what is new cached and marks it <em>clean</em>: the
   * next force returns and writes nothing.
   *
   * @param message of the exception
   * @param survivors what a failed force had written
   */
  record Fails(String message, Survivors survivors) implements Fault {
    /** Nothing survives. */
    public Fails(String message) {
      this(message, Survivors.NONE);
    }
  }

  /**
   * There is no space: as {@link Fails}, with a {@link org.waymark.disk.DiskFullException}. For
   * operations that need space only: create, lock, rename, write, preallocate, and the forces.
   */
  record Full() implements Fault {}

  /**
   * A write or read transfers fewer bytes than asked for.
   *
   * @param bytes at most so many, at least 1
   */
  record ShortTransfer(int bytes) implements Fault {
    /** Checks the number. */
    public ShortTransfer {
      if (bytes < 1) {
        throw new IllegalArgumentException("bytes: " + bytes + ", must be at least 1");
      }
    }
  }

  /**
   * Just before this operation, which itself goes well, writing back in the background failed: the
   * dirty pages of a file are clean now. The next force through a handle that is open by now
   * reports it, once; handles opened later never hear of it.
   *
   * @param name the file; "" is the directory. A name that leads nowhere has nothing to lose
   * @param message of the exception that reports it
   * @param survivors what was written before the failure
   */
  record LateError(String name, String message, Survivors survivors) implements Fault {}

  /** A force or force of the directory returns and has done nothing: a disk that lies. */
  record Ignored() implements Fault {}
}
