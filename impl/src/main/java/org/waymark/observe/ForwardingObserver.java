package org.waymark.observe;

import java.util.function.Consumer;

/** An observer that tells others of every event; how, its subclass says in one place. */
abstract class ForwardingObserver implements CommitObserver {

  /** Tells whom it may concern of an event. */
  abstract void tell(Consumer<CommitObserver> event);

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
  public void answerAtOnce(String result, long beginSeq) {
    tell(o -> o.answerAtOnce(result, beginSeq));
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
  public void appendMarkersClaim(long firstSeq, long lastSeq) {
    tell(o -> o.appendMarkersClaim(firstSeq, lastSeq));
  }

  @Override
  public void appendMarkersWrite(long firstSeq, long lastSeq, long durableUpTo) {
    tell(o -> o.appendMarkersWrite(firstSeq, lastSeq, durableUpTo));
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
