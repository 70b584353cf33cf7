package org.waymark.observe;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Passes each event on to several observers, in the order in which they were given.
 *
 * <p>Each is guarded by itself: one that throws is disabled, and the others hear on. Immutable;
 * safe for calls from many threads if the observers are.
 */
public final class CompositeObserver implements CommitObserver {

  private final List<GuardedObserver> observers;

  private CompositeObserver(List<GuardedObserver> observers) {
    this.observers = observers;
  }

  /**
   * Composes observers. {@link CommitObserver#NONE} is left out; one that is guarded already keeps
   * its guard.
   */
  public static CompositeObserver of(CommitObserver... observers) {
    return new CompositeObserver(
        Arrays.stream(observers)
            .filter(observer -> observer != NONE)
            .map(o -> o instanceof GuardedObserver guarded ? guarded : new GuardedObserver(o))
            .toList());
  }

  /** The observers in order, each in its guard, which tells whether it failed. */
  public List<GuardedObserver> observers() {
    return observers;
  }

  private void tell(Consumer<CommitObserver> event) {
    for (GuardedObserver observer : observers) {
      observer.tell(event);
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
