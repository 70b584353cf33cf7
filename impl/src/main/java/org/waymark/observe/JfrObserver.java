package org.waymark.observe;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Writes the events into the JDK Flight Recorder, under {@code waymark.*} in the category Waymark.
 *
 * <p>A group leaves three events with a duration, taken by the recorder's own clock and joined by
 * their first sequence: {@code waymark.Fsync1} and {@code waymark.Fsync2} are the two barriers with
 * the writes before them, and {@code waymark.Group} is the whole from claim to publication, with
 * the wait between the barriers. The event of a group that a halt ended is not written.
 *
 * <p>What comes once per transaction ({@code BeginSnapshot, EndSnapshot, Prune, Submit, Refuse,
 * Answer}) is off unless a recording enables it by name. An event that is off costs a test of a
 * flag. Needs the module {@code jdk.jfr} at run time. Safe for calls from many threads.
 */
public final class JfrObserver implements CommitObserver {

  /** Barriers and groups under way, by their first sequence. */
  private final ConcurrentMap<Long, JfrEvents.Fsync1> fsync1s = new ConcurrentHashMap<>();

  private final ConcurrentMap<Long, JfrEvents.Fsync2> fsync2s = new ConcurrentHashMap<>();
  private final ConcurrentMap<Long, JfrEvents.Group> groups = new ConcurrentHashMap<>();

  /** Creates an observer for one log; there may be several. */
  public JfrObserver() {}

  @Override
  public void recover(long tip, char recoveryCase, int incarnation) {
    var event = new JfrEvents.Recover();
    event.tip = tip;
    event.recoveryCase = recoveryCase;
    event.incarnation = incarnation;
    event.commit();
  }

  @Override
  public void beginSnapshot(long beginSeq) {
    var event = new JfrEvents.BeginSnapshot();
    event.beginSeq = beginSeq;
    event.commit();
  }

  @Override
  public void endSnapshot(long beginSeq) {
    var event = new JfrEvents.EndSnapshot();
    event.beginSeq = beginSeq;
    event.commit();
  }

  @Override
  public void prune(long floor) {
    var event = new JfrEvents.Prune();
    event.floor = floor;
    event.commit();
  }

  @Override
  public void submit(long sequence, long beginSeq, int pagesWritten, int pagesRead, long time) {
    var event = new JfrEvents.Submit();
    event.sequence = sequence;
    event.beginSeq = beginSeq;
    event.pagesWritten = pagesWritten;
    event.pagesRead = pagesRead;
    event.time = time;
    event.commit();
  }

  @Override
  public void refuse(String result, long beginSeq) {
    var event = new JfrEvents.Refuse();
    event.result = result;
    event.beginSeq = beginSeq;
    event.commit();
  }

  @Override
  public void answerAtOnce(String result, long beginSeq) {
    var event = new JfrEvents.AnswerAtOnce();
    event.result = result;
    event.beginSeq = beginSeq;
    event.commit();
  }

  @Override
  public void clockAhead(long sequence, long aheadNanos) {
    var event = new JfrEvents.ClockAhead();
    event.sequence = sequence;
    event.ahead = aheadNanos;
    event.commit();
  }

  @Override
  public void fsync1Claim(long firstSeq, long lastSeq) {
    var group = new JfrEvents.Group();
    if (group.isEnabled()) {
      group.firstSeq = firstSeq;
      group.lastSeq = lastSeq;
      group.begin();
      groups.put(firstSeq, group);
    }
    var fsync1 = new JfrEvents.Fsync1();
    if (fsync1.isEnabled()) {
      fsync1.firstSeq = firstSeq;
      fsync1.lastSeq = lastSeq;
      fsync1.begin();
      fsync1s.put(firstSeq, fsync1);
    }
  }

  @Override
  public void fsync1Complete(long firstSeq, long lastSeq) {
    var fsync1 = fsync1s.remove(firstSeq);
    if (fsync1 != null) {
      fsync1.commit();
    }
  }

  @Override
  public void appendMarkersWrite(long firstSeq, long lastSeq, long durableUpTo) {
    var fsync2 = new JfrEvents.Fsync2();
    if (fsync2.isEnabled()) {
      fsync2.firstSeq = firstSeq;
      fsync2.lastSeq = lastSeq;
      fsync2.durableUpTo = durableUpTo;
      fsync2.begin();
      fsync2s.put(firstSeq, fsync2);
    }
  }

  @Override
  public void publish(long epoch, long firstSeq, long lastSeq) {
    var fsync2 = fsync2s.remove(firstSeq);
    if (fsync2 != null) {
      fsync2.epoch = epoch;
      fsync2.commit();
    }
    var group = groups.remove(firstSeq);
    if (group != null) {
      group.epoch = epoch;
      group.commit();
    }
  }

  @Override
  public void answer(long sequence, String result) {
    var event = new JfrEvents.Answer();
    event.sequence = sequence;
    event.result = result;
    event.commit();
  }

  @Override
  public void flushBatch(long epoch, int groupSize, long firstSeq, long lastSeq, long nanos) {
    var event = new JfrEvents.FlushBatch();
    event.epoch = epoch;
    event.groupSize = groupSize;
    event.firstSeq = firstSeq;
    event.lastSeq = lastSeq;
    event.elapsed = nanos;
    event.commit();
  }

  @Override
  public void initiateShutdown() {
    new JfrEvents.InitiateShutdown().commit();
  }

  @Override
  public void halt(Throwable cause) {
    var event = new JfrEvents.Halt();
    event.cause = cause.toString();
    event.commit();
    fsync1s.clear();
    fsync2s.clear();
    groups.clear();
  }
}
