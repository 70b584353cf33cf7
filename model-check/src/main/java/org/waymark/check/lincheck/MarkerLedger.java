package org.waymark.check.lincheck;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.waymark.Answer;
import org.waymark.CommitResult;
import org.waymark.log.Marker;
import org.waymark.log.MarkerSegmentHeader;

/**
 * Holds the answers that a halt gave against the markers that were written: the outcome of a commit
 * is unknown exactly if the write of its marker had begun.
 *
 * <p>The sequential specification cannot tell the two apart, since that write begins in the middle
 * of an operation. Safe for many threads.
 */
public final class MarkerLedger implements SteppedDisk.WriteWatch {
  /** How long a sequence is in the name of a marker segment, which it ends but for a suffix. */
  private static final int SEQUENCE_DIGITS = 20;

  private final Set<Long> written = new HashSet<>();
  private final List<Long> unknown = new ArrayList<>();
  private final List<Long> notCommitted = new ArrayList<>();

  @Override
  public synchronized void writes(String file, long position, int length) {
    if (!file.startsWith("markers-") || position < MarkerSegmentHeader.PAGE) {
      return;
    }
    int at = file.lastIndexOf('-') + 1;
    long first = Long.parseLong(file.substring(at, at + SEQUENCE_DIGITS));
    long slot = (position - MarkerSegmentHeader.PAGE) / Marker.SIZE;
    for (int i = 0; i < length / Marker.SIZE; i++) {
      written.add(first + slot + i);
    }
  }

  /** Takes note of answers. */
  public synchronized void note(List<Answer> answers) {
    for (Answer answer : answers) {
      if (answer.result() instanceof CommitResult.OutcomeUnknown) {
        unknown.add(answer.sequence());
      } else if (answer.result() instanceof CommitResult.NotCommitted) {
        notCommitted.add(answer.sequence());
      }
    }
  }

  /** Returns {@link Words#SETTLED}, or what does not fit; asked when nothing is under way. */
  public synchronized String settled() {
    for (long sequence : unknown) {
      if (!written.contains(sequence)) {
        return sequence + " is called unknown, and its marker was never written";
      }
    }
    for (long sequence : notCommitted) {
      if (written.contains(sequence)) {
        return sequence + " is called not committed, and its marker was written";
      }
    }
    return Words.SETTLED;
  }
}
