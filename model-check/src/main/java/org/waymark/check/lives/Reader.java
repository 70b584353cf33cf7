package org.waymark.check.lives;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.CommitLog;
import org.waymark.check.history.Commit;
import org.waymark.check.history.HistoryEvent;
import org.waymark.log.Marker;
import org.waymark.log.ReadOnlyLog;

/**
 * Follows the tip of a log and reads what is new: through the log, and beside it as another process
 * would, without its lock. What it sees, it tells the oracle; so that must never go away.
 */
final class Reader implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Incarnation incarnation;
  private final CommitLog log;
  private final SplittableRandom random;
  private @Nullable ReadOnlyLog beside;
  private long seenBeside;

  Reader(Incarnation incarnation, CommitLog log, SplittableRandom random) {
    this.incarnation = incarnation;
    this.log = log;
    this.random = random;
  }

  @Override
  public void run() {
    long seen = log.tip();
    try {
      while (!incarnation.isDone()) {
        long tip = log.awaitTip(seen + 1, PAUSE);
        incarnation.readTip(tip);
        if (tip > seen) {
          read(seen + 1 + random.nextLong(tip - seen));
          seen = tip;
        } else if (log.haltCause().isPresent()) {
          // Reads still work, and that is all there will be.
          read(tip);
          break;
        }
        if (Seeds.oneIn(random, 8)) {
          readBeside();
        }
      }
      closeBeside();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a reader", e);
    }
  }

  private void read(long sequence) {
    if (sequence == 0) {
      return;
    }
    long failed = incarnation.failedReads();
    try {
      Commit seen = Transaction.read(log.history().read(sequence), random.nextBoolean());
      incarnation.life().tally().saw(Seen.OBSERVATION);
      incarnation.record(new HistoryEvent.Observed(seen));
    } catch (IOException e) {
      if (failed == incarnation.failedReads() && !incarnation.isClosing()) {
        incarnation.record(new HistoryEvent.Refused("read: " + e.getMessage()));
      }
    }
  }

  private void readBeside() {
    long failed = incarnation.failedReads();
    try {
      ReadOnlyLog reading = beside;
      if (reading == null) {
        reading = ReadOnlyLog.open(incarnation.tellingDisk());
        beside = reading;
      }
      long tip = reading.refresh();
      if (tip > seenBeside) {
        seenBeside = tip;
        Marker marker = reading.reader().marker(tip);
        if (incarnation.isUsurped()) {
          return; // What is read beside a usurped writer may be the usurper's.
        }
        incarnation.life().tally().saw(Seen.READ_BESIDE);
        incarnation.record(
            new HistoryEvent.Observed(
                new Commit(
                    marker.sequence(),
                    marker.time(),
                    marker.token().toString(),
                    marker.capsule().toString(),
                    null)));
      }
    } catch (IOException e) {
      if (failed == incarnation.failedReads() && !incarnation.isUsurped()) {
        incarnation.record(new HistoryEvent.Refused("read beside: " + e.getMessage()));
      }
    }
  }

  private void closeBeside() {
    ReadOnlyLog reading = beside;
    if (reading != null) {
      try {
        reading.close();
      } catch (IOException e) {
        incarnation.violated("P14", "closing what only reads failed", e);
      }
    }
  }
}
