package org.waymark;

/**
 * The limits of the contract, in one table.
 *
 * <table>
 *   <caption>What bounds what</caption>
 *   <tr><th>thing</th><th>range</th><th>beyond it</th></tr>
 *   <tr><td>page number</td><td>unsigned 64 bit, 1 to 2<sup>64</sup>−1</td>
 *       <td>{@link IllegalArgumentException}</td></tr>
 *   <tr><td>pages written, pages read by one submission</td><td>0 to {@value #MAX_PAGES} each</td>
 *       <td>{@link IllegalArgumentException}</td></tr>
 *   <tr><td>evidence references of one submission</td><td>0 to {@value #MAX_EVIDENCE}</td>
 *       <td>{@link IllegalArgumentException}</td></tr>
 *   <tr><td>capsule</td><td>1 byte to 1 GiB</td><td>{@link IllegalArgumentException}</td></tr>
 *   <tr><td>groupCommitMax</td><td>1 to markers per segment; default
 *       {@value #DEFAULT_GROUP_COMMIT_MAX}</td><td>{@link IllegalArgumentException}</td></tr>
 *   <tr><td>markers per segment</td><td>1 to 2<sup>20</sup>; default
 *       {@value #DEFAULT_MARKERS_PER_SEGMENT}</td><td>{@link IllegalArgumentException}</td></tr>
 *   <tr><td>capsule segment</td><td>8 KiB to 1 GiB; default 64 MiB; below 384 KiB a capsule symbol
 *       or a proof may not fit and is refused</td><td>{@link IllegalArgumentException}</td></tr>
 *   <tr><td>open snapshot leases</td><td>1 to 2<sup>31</sup>−9; default
 *       {@value #DEFAULT_MAX_LEASES}</td>
 *       <td>{@link IllegalStateException}</td></tr>
 *   <tr><td>pages, and writers of pages, remembered for validation</td><td>1 to 2<sup>28</sup>; default
 *       {@value #DEFAULT_MAX_INDEX_PAGES}</td>
 *       <td>{@link CommitResult.NotCommitted}, nothing allocated</td></tr>
 *   <tr><td>queue of a {@link CommitLog}</td><td>1 to 2<sup>20</sup>; default
 *       {@value #DEFAULT_QUEUE_CAPACITY}</td><td>block or refuse, by choice</td></tr>
 *   <tr><td>retry window W</td><td>1 to 2<sup>24</sup> commits; default
 *       {@value #DEFAULT_RETRY_WINDOW}</td><td>{@link CommitResult.SnapshotTooOld}</td></tr>
 * </table>
 */
public final class Limits {
  /** Most pages in one write set, and in one read set. */
  public static final int MAX_PAGES = 16_384;

  /** Most references that one submission may give as evidence. */
  public static final int MAX_EVIDENCE = 256;

  /** Longest capsule, in bytes. */
  public static final long MAX_CAPSULE_BYTES = 1L << 30;

  /** Most commits in one group, unless configured. */
  public static final int DEFAULT_GROUP_COMMIT_MAX = 1_024;

  /** Marker slots in one segment, unless configured. */
  public static final int DEFAULT_MARKERS_PER_SEGMENT = 16_384;

  /** Most marker slots in one segment. */
  public static final int MAX_MARKERS_PER_SEGMENT = 1 << 20;

  /** Size of a capsule segment in bytes, unless configured. */
  public static final int DEFAULT_CAPSULE_SEGMENT_BYTES = 64 << 20;

  /** Smallest capsule segment, in bytes. */
  public static final int MIN_CAPSULE_SEGMENT_BYTES = 8 << 10;

  /** Largest capsule segment, in bytes. */
  public static final int MAX_CAPSULE_SEGMENT_BYTES = 1 << 30;

  /** Most leases open at once, unless configured. */
  public static final int DEFAULT_MAX_LEASES = 65_536;

  /**
   * Most pages that validation remembers, and most writers of pages, unless configured. In a
   * serializable log the pages that were read count too, so that readers alone, beside an old
   * snapshot, can bring admission to a stop.
   */
  public static final int DEFAULT_MAX_INDEX_PAGES = 1 << 20;

  /** Most pages, and writers of pages, that validation can be told to remember. */
  public static final int MAX_INDEX_PAGES = 1 << 28;

  /** Most commits in the queue of a {@link CommitLog}, unless configured. */
  public static final int DEFAULT_QUEUE_CAPACITY = 16_384;

  /** Largest configurable queue. */
  public static final int MAX_QUEUE_CAPACITY = 1 << 20;

  /** How many of the last commits are known by token, unless configured. */
  public static final int DEFAULT_RETRY_WINDOW = 1 << 20;

  /** Largest configurable retry window. */
  public static final int MAX_RETRY_WINDOW = 1 << 24;

  /** How far, in nanoseconds, a clock may run ahead of the last commit without being reported. */
  public static final long CLOCK_AHEAD_NANOS = 3_600_000_000_000L;

  private Limits() {}

  static int checkRange(String argument, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          argument + " must be " + least + " to " + most + ", not " + value);
    }
    return value;
  }
}
