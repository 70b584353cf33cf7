package org.waymark.observe;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Passes events on to one observer until that throws; what it throws goes no further.
 *
 * <p>An event is told in the middle of a state transition, under the lock that orders it. An
 * exception that escaped there would leave the transition half done, so <em>every</em> throwable is
 * contained, {@code StackOverflowError} and {@code OutOfMemoryError} among them. Nothing is hidden
 * by that: the first one is kept for {@link #firstFailure()}, the observer hears no more, and a
 * heap that is truly exhausted will say so again on a path that can end the incarnation in good
 * order.
 *
 * <p>Safe for calls from many threads. Calls that were under way in other threads when the observer
 * failed still run, and count if they fail too.
 */
public final class GuardedObserver implements CommitObserver {

  private final CommitObserver observer;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();

  /** Guards {@code observer}. */
  public GuardedObserver(CommitObserver observer) {
    this.observer = requireNonNull(observer, "observer");
  }

  /** The observer that is guarded. */
  public CommitObserver observer() {
    return observer;
  }

  /** How many calls of the observer ended by a throwable; from the first on it is disabled. */
  public int failures() {
    return failures.get();
  }

  /** What disabled the observer; empty as long as it hears everything. */
  public Optional<Throwable> firstFailure() {
    return Optional.ofNullable(firstFailure.get());
  }

  /** Tells the observer of an event, unless it is disabled. */
  @SuppressWarnings("CatchThrowable") // The reason stands in the class comment.
  void tell(Consumer<CommitObserver> event) {
    if (failures.get() > 0) {
      return;
    }
    try {
      event.accept(observer);
    } catch (Throwable thrown) {
      firstFailure.compareAndSet(null, thrown);
      failures.incrementAndGet();
    }
  }

  @Override
  public void recover(long tip, char recoveryCase, int incarnation) {
    tell(o -> o.recover(tip, recoveryCase, incarnation));
  }

  @Override
  public void beginSnapshot(long beginSeq) {
    tell(o -> o.beginSnapshot(beginSeq));
  }

  @Override
  public void endSnapshot(long beginSeq) {
    tell(o -> o.endSnapshot(beginSeq));
  }

  @Override
  public void prune(long floor) {
    tell(o -> o.prune(floor));
  }

  @Override
  public void submit(long sequence, long beginSeq, int pagesWritten, int pagesRead, long time) {
    tell(o -> o.submit(sequence, beginSeq, pagesWritten, pagesRead, time));
  }

  @Override
  public void refuse(String result, long beginSeq) {
    tell(o -> o.refuse(result, beginSeq));
  }

  @Override
  public void clockAhead(long sequence, long aheadNanos) {
    tell(o -> o.clockAhead(sequence, aheadNanos));
  }

  @Override
  public void fsync1Claim(long firstSeq, long lastSeq) {
    tell(o -> o.fsync1Claim(firstSeq, lastSeq));
  }

  @Override
  public void fsync1Complete(long firstSeq, long lastSeq) {
    tell(o -> o.fsync1Complete(firstSeq, lastSeq));
  }

  @Override
  public void appendMarkersClaim(long firstSeq, long lastSeq, long durableUpTo) {
    tell(o -> o.appendMarkersClaim(firstSeq, lastSeq, durableUpTo));
  }

  @Override
  public void publish(long epoch, long firstSeq, long lastSeq) {
    tell(o -> o.publish(epoch, firstSeq, lastSeq));
  }

  @Override
  public void answer(long sequence, String result) {
    tell(o -> o.answer(sequence, result));
  }

  @Override
  public void flushBatch(long epoch, int groupSize, long firstSeq, long lastSeq, long nanos) {
    tell(o -> o.flushBatch(epoch, groupSize, firstSeq, lastSeq, nanos));
  }

  @Override
  public void initiateShutdown() {
    tell(CommitObserver::initiateShutdown);
  }

  @Override
  public void halt(Throwable cause) {
    tell(o -> o.halt(cause));
  }
}
