package org.waymark.check.crash.failure;

/**
 * One thing that a story tells and a timeline draws. Immutable.
 *
 * @param life the life it happened in, from 1
 * @param lane whose doing it is, or the file that it concerns
 * @param barrier the barrier that it belongs to, or ""
 * @param mark what it is
 * @param words what a story says of it
 * @param opening whether the log was being opened
 */
record Beat(int life, String lane, String barrier, Mark mark, String words, boolean opening) {

  /** The lane of what concerns no file and no transaction. */
  static final String LOG = "log";

  /** The lane of the names in the directory. */
  static final String NAMES = "names";

  /** The lanes of the two barriers. */
  static final String BARRIER_ONE = "barrier 1";

  static final String BARRIER_TWO = "barrier 2";

  /** What a beat is. */
  enum Mark {
    /** The log was opened and read, or refused to be. */
    OPENED,
    /** A client asked for something. */
    ASKED,
    /** A client was told something. */
    TOLD,
    /** Bytes were written to a file's cache. */
    WRITTEN,
    /** A name came, went or changed in the cache of the directory. */
    NAMED,
    /** A force began. */
    FORCE,
    /** A force returned: what was written before it began is durable. */
    FORCED,
    /** A force returned, and the disk has done nothing. */
    IGNORED,
    /** A force failed: what it was for is not durable, and no later force will make it so. */
    FAILED,
    /** The disk failed something else. */
    FAULT,
    /** The process died; the cache stays. */
    DEATH,
    /** The power failed. */
    POWER_LOSS,
    /** Of what was not durable, this is what the medium kept. */
    KEPT
  }

  /** Returns whether a force ends here, well or not. */
  boolean endsForce() {
    return mark == Mark.FORCED || mark == Mark.IGNORED || mark == Mark.FAILED;
  }

  /** Returns whether the disk does here what it should not. */
  boolean isFault() {
    return mark == Mark.IGNORED || mark == Mark.FAILED || mark == Mark.FAULT;
  }

  /** Returns whether a process ends here that did not mean to. */
  boolean isCrash() {
    return mark == Mark.POWER_LOSS || mark == Mark.DEATH;
  }

  /** Returns the words, with the barrier before them if it belongs to one. */
  String told() {
    return barrier.isEmpty() ? words : barrier + ": " + words;
  }
}
