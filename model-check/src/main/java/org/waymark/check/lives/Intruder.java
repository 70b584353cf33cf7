package org.waymark.check.lives;

import java.io.IOException;
import java.util.SplittableRandom;
import org.waymark.CommitLog;
import org.waymark.LogOptions;
import org.waymark.LogRefusedException;
import org.waymark.check.history.HistoryEvent;

/** Tries to open the log while another has it open. */
final class Intruder implements Runnable {
  private final Incarnation first;
  private final LogOptions options;
  private final SplittableRandom random;

  Intruder(Incarnation first, LogOptions options, SplittableRandom random) {
    this.first = first;
    this.options = options;
    this.random = random;
  }

  @Override
  public void run() {
    first.machine().await(random.nextInt(300));
    if (first.isUsurped() || first.isClosing()) {
      return;
    }
    boolean opened;
    try (CommitLog second = CommitLog.open(first.machine().disk(), options)) {
      opened = second.haltCause().isEmpty();
    } catch (LogRefusedException refused) {
      opened = refused.reason() == LogRefusedException.Reason.DAMAGED;
    } catch (IOException failed) {
      opened = true;
    }
    // Only an attempt that was over before the first let go, or lost its lock, tells anything.
    if (!first.isUsurped() && !first.isClosing()) {
      first.life().tally().saw(Seen.INTRUDER);
      first.record(new HistoryEvent.Intruded(opened));
    }
  }
}
