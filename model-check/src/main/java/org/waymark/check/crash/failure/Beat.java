package org.waymark.check.crash.failure;

/**
 * One thing that a story tells and a timeline draws. Immutable.
 *
 * @param life the life it happened in, from 1
 * @param lane whose doing it is, or the file that it concerns
 * @param mark what it is
 * @param words what a story says of it
 * @param opening whether the log was being opened
 */
record Beat(int life, String lane, Mark mark, String words, boolean opening) {

  /** The lane of what concerns no file and no transaction. */
  static final String LOG = "log";

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
    /** A force completed: what was written before it began is durable. */
    FORCED,
    /** The disk failed. */
    FAULT,
    /** The process died; the cache stays. */
    DEATH,
    /** The power failed. */
    POWER_LOSS,
    /** Of what was not durable, this is what the medium kept. */
    KEPT
  }
}
