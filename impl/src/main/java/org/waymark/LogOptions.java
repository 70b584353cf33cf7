package org.waymark;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.waymark.observe.CommitObserver;

/**
 * How a log is opened: sizes and limits, and the seams of time, randomness and threads. Immutable;
 * {@link #defaults()} and then one {@code with} method for each thing that differs.
 *
 * <p>The ranges are those of {@link Limits}; a value outside is an {@link IllegalArgumentException}
 * that names it.
 */
public final class LogOptions {

  /** What a full queue does to the next commit. */
  public enum WhenFull {
    /** It waits for a place; an interrupt ends the wait. */
    BLOCK,
    /** It gets a {@link java.util.concurrent.RejectedExecutionException}. */
    REFUSE
  }

  private static final LogOptions DEFAULTS = new LogOptions(new Values());

  private final Values values;

  private LogOptions(Values values) {
    this.values = values;
  }

  /** Returns the options of a log in native mode on this machine. */
  public static LogOptions defaults() {
    return DEFAULTS;
  }

  /** The operating mode; {@link OperatingMode#NATIVE} unless chosen. */
  public LogOptions withMode(OperatingMode mode) {
    return with(v -> v.mode = Objects.requireNonNull(mode, "mode"));
  }

  /**
   * The isolation level that a new log gets, and that an existing one must have, or is refused.
   * Unless one is named, an existing log is opened with its own, and a new one is {@link
   * IsolationLevel#SERIALIZABLE}.
   */
  public LogOptions withIsolation(IsolationLevel level) {
    return with(v -> v.isolation = Objects.requireNonNull(level, "level"));
  }

  /** The most commits that one pair of barriers covers. */
  public LogOptions withGroupCommitMax(int commits) {
    return with(
        v ->
            v.groupCommitMax =
                Limits.checkRange("groupCommitMax", commits, 1, Limits.MAX_MARKERS_PER_SEGMENT));
  }

  /** The slots of each new marker segment. */
  public LogOptions withMarkersPerSegment(int slots) {
    return with(
        v ->
            v.markersPerSegment =
                Limits.checkRange("markersPerSegment", slots, 1, Limits.MAX_MARKERS_PER_SEGMENT));
  }

  /** The size in bytes of each new capsule segment, a multiple of 4096. */
  public LogOptions withCapsuleSegmentBytes(int bytes) {
    Limits.checkRange(
        "capsuleSegmentBytes",
        bytes,
        Limits.MIN_CAPSULE_SEGMENT_BYTES,
        Limits.MAX_CAPSULE_SEGMENT_BYTES);
    if (bytes % 4096 != 0) {
      throw new IllegalArgumentException(
          "capsuleSegmentBytes must be a multiple of 4096, not " + bytes);
    }
    return with(v -> v.capsuleSegmentBytes = bytes);
  }

  /** The most leases open at once. */
  public LogOptions withMaxLeases(int leases) {
    return with(
        v -> v.maxLeases = Limits.checkRange("maxLeases", leases, 1, Integer.MAX_VALUE - 8));
  }

  /**
   * The most pages that validation remembers; in a serializable log also the most writers of pages,
   * all of those since the oldest snapshot.
   */
  public LogOptions withMaxIndexPages(int pages) {
    return with(
        v ->
            v.maxIndexPages = Limits.checkRange("maxIndexPages", pages, 1, Limits.MAX_INDEX_PAGES));
  }

  /**
   * W: how many of the last commits are known by token, and how many may commit while a transaction
   * runs.
   */
  public LogOptions withRetryWindow(int commits) {
    return with(
        v -> v.retryWindow = Limits.checkRange("retryWindow", commits, 1, Limits.MAX_RETRY_WINDOW));
  }

  /** The places in the queue of a {@link CommitLog}, and what happens when all are taken. */
  public LogOptions withQueue(int places, WhenFull whenFull) {
    return with(
        v -> {
          v.queueCapacity = Limits.checkRange("queue", places, 1, Limits.MAX_QUEUE_CAPACITY);
          v.whenFull = Objects.requireNonNull(whenFull, "whenFull");
        });
  }

  /** Who hears what happens; see {@link CommitObserver}. */
  public LogOptions withObserver(CommitObserver observer) {
    return with(v -> v.observer = Objects.requireNonNull(observer, "observer"));
  }

  /** What runs the dependents of the stages that {@link CommitLog#commitAsync} returns. */
  public LogOptions withCallbackExecutor(Executor executor) {
    return with(v -> v.callbackExecutor = Objects.requireNonNull(executor, "callbackExecutor"));
  }

  /**
   * Whether the log runs its barriers on threads of its own, as it does unless told otherwise; if
   * not, somebody calls {@link CommitLog#barrierOneStep} and {@link CommitLog#barrierTwoStep}.
   */
  public LogOptions withOwnThreads(boolean ownThreads) {
    return with(v -> v.ownThreads = ownThreads);
  }

  /** The clock seam; it measures the deadlines of the threads too, unless those are chosen. */
  public LogOptions withTime(TimeSource time) {
    return with(
        v -> {
          v.time = Objects.requireNonNull(time, "time");
          if (v.threads instanceof SystemThreads) {
            v.threads = Threads.system(time);
          }
        });
  }

  /** The randomness seam: it gives each incarnation its 64 random bits. */
  public LogOptions withRandom(RandomGenerator random) {
    return with(v -> v.random = Objects.requireNonNull(random, "random"));
  }

  /** The thread seam. */
  public LogOptions withThreads(Threads threads) {
    return with(v -> v.threads = Objects.requireNonNull(threads, "threads"));
  }

  OperatingMode mode() {
    return values.mode;
  }

  /** Returns the level named, or null if none is. */
  @Nullable IsolationLevel isolation() {
    return values.isolation;
  }

  int groupCommitMax() {
    return values.groupCommitMax;
  }

  int markersPerSegment() {
    return values.markersPerSegment;
  }

  int capsuleSegmentBytes() {
    return values.capsuleSegmentBytes;
  }

  int maxLeases() {
    return values.maxLeases;
  }

  int maxIndexPages() {
    return values.maxIndexPages;
  }

  int retryWindow() {
    return values.retryWindow;
  }

  int queueCapacity() {
    return values.queueCapacity;
  }

  WhenFull whenFull() {
    return values.whenFull;
  }

  CommitObserver observer() {
    return values.observer;
  }

  Executor callbackExecutor() {
    return values.callbackExecutor;
  }

  boolean ownThreads() {
    return values.ownThreads;
  }

  TimeSource time() {
    return values.time;
  }

  RandomGenerator random() {
    return values.random;
  }

  Threads threads() {
    return values.threads;
  }

  private LogOptions with(Consumer<Values> change) {
    Values changed = values.copy();
    change.accept(changed);
    return new LogOptions(changed);
  }

  /** The values themselves; changed only between copy and publication. */
  private static final class Values implements Cloneable {
    OperatingMode mode = OperatingMode.NATIVE;
    @Nullable IsolationLevel isolation;
    int groupCommitMax = Limits.DEFAULT_GROUP_COMMIT_MAX;
    int markersPerSegment = Limits.DEFAULT_MARKERS_PER_SEGMENT;
    int capsuleSegmentBytes = Limits.DEFAULT_CAPSULE_SEGMENT_BYTES;
    int maxLeases = Limits.DEFAULT_MAX_LEASES;
    int maxIndexPages = Limits.DEFAULT_MAX_INDEX_PAGES;
    int retryWindow = Limits.DEFAULT_RETRY_WINDOW;
    int queueCapacity = Limits.DEFAULT_QUEUE_CAPACITY;
    WhenFull whenFull = WhenFull.BLOCK;
    CommitObserver observer = CommitObserver.NONE;
    Executor callbackExecutor = SystemThreads.callbacks();
    boolean ownThreads = true;
    TimeSource time = TimeSource.system();
    RandomGenerator random = SystemRandomness.create();
    Threads threads = Threads.system(time);

    Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
