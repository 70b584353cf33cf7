package org.waymark.check.kill;

import java.util.List;
import org.waymark.check.history.HistoryEvent.Invoked;

/**
 * What one writer process is told to do.
 *
 * @param life its number, 1 or more
 * @param seed where its workload comes from
 * @param clockOffsetNanos how far its wall clock is from the machine's
 * @param threads how many clients commit; 0 if it only recovers, reads and closes
 * @param rereadAbove recovered commits above this sequence are read whole, the others by marker
 * @param retries submissions that an earlier life left without an answer
 */
public record LifePlan(
    int life,
    long seed,
    long clockOffsetNanos,
    int threads,
    long rereadAbove,
    List<Invoked> retries) {

  /** Copies the retries. */
  public LifePlan {
    retries = List.copyOf(retries);
  }
}
