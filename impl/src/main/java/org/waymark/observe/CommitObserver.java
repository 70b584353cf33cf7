package org.waymark.observe;

/**
 * Hears what happens in a write coordinator, in the order in which it happens.
 *
 * <p>An event tells of the specification's action of the same name, but for these:
 *
 * <table>
 *   <caption>Events with another name than their action</caption>
 *   <tr><th>event</th><th>action</th></tr>
 *   <tr><td>{@link #recover}</td><td>{@code OpenIncarnation}</td></tr>
 *   <tr><td>{@link #refuse}, {@link #answerAtOnce}</td><td>{@code Submit}, answered at once</td></tr>
 *   <tr><td>{@link #publish}</td><td>{@code AppendMarkersComplete}</td></tr>
 *   <tr><td>{@link #answer}</td><td>{@code DrainCommitted}, once for each answer</td></tr>
 *   <tr><td>{@link #halt}</td><td>{@code Fsync1Fail}, {@code AppendMarkersFail}</td></tr>
 *   <tr><td>{@link #clockAhead}, {@link #flushBatch}</td><td>none</td></tr>
 * </table>
 *
 * <p>State transitions are reported under the lock that orders them: an observer must not block and
 * must not call back into the coordinator. What it throws is counted and disables it, and never
 * touches a commit. All values are immutable; sequences are commit sequences (1, 2, 3 …), times are
 * Unix nanoseconds, durations nanoseconds.
 */
public interface CommitObserver {

  /** An observer that hears nothing. */
  CommitObserver NONE = new CommitObserver() {};

  /** A log was opened: the highest recovered sequence, and the letter of the recovery case. */
  default void recover(long tip, char recoveryCase, int incarnation) {}

  /** A snapshot began at {@code beginSeq}. */
  default void beginSnapshot(long beginSeq) {}

  /** A snapshot that had begun at {@code beginSeq} ended. */
  default void endSnapshot(long beginSeq) {}

  /** The floor was raised to {@code floor}. */
  default void prune(long floor) {}

  /** A submission was admitted under the provisional {@code sequence}. */
  default void submit(long sequence, long beginSeq, int pagesWritten, int pagesRead, long time) {}

  /**
   * A submission got its final answer at once, and it is no refusal: that of a commit it is a retry
   * of, or that of a transaction that only read. {@code result} is the answer's name.
   */
  default void answerAtOnce(String result, long beginSeq) {}

  /**
   * A submission was refused, and nothing was admitted; {@code result} is the answer's name. A log
   * that has no room for it may prune and submit it once more, on which another event follows.
   */
  default void refuse(String result, long beginSeq) {}

  /** A clock ran {@code aheadNanos}, more than an hour, ahead of the last commit's time. */
  default void clockAhead(long sequence, long aheadNanos) {}

  /** A group was claimed for FSYNC_1. */
  default void fsync1Claim(long firstSeq, long lastSeq) {}

  /** FSYNC_1 of a group returned. */
  default void fsync1Complete(long firstSeq, long lastSeq) {}

  /** The oldest covered group was claimed for FSYNC_2. */
  default void appendMarkersClaim(long firstSeq, long lastSeq) {}

  /** A group's markers are about to be written; {@code durableUpTo} is their watermark. */
  default void appendMarkersWrite(long firstSeq, long lastSeq, long durableUpTo) {}

  /** FSYNC_2 of a group returned and the tip was published; {@code epoch} counts the groups. */
  default void publish(long epoch, long firstSeq, long lastSeq) {}

  /** A final answer was handed out for {@code sequence}; {@code result} is its name. */
  default void answer(long sequence, String result) {}

  /** One batch went through the protocol: the span {@code parallel_wal_commit}. */
  default void flushBatch(long epoch, int groupSize, long firstSeq, long lastSeq, long nanos) {}

  /** New submissions are refused from here on. */
  default void initiateShutdown() {}

  /** The incarnation ended after an I/O failure. */
  default void halt(Throwable cause) {}
}
