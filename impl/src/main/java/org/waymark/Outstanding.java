package org.waymark;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commits above the tip, by sequence: {@code tip < claimed ones <= unclaimed ones <= admitted}.
 *
 * <p>A ring indexed by sequence, since sequences are dense; it grows, and never holds what is
 * published. Not thread-safe: guarded by the coordinator's state lock.
 */
final class Outstanding {
  private @Nullable PendingCommit[] ring = new @Nullable PendingCommit[64];
  private long published;
  private long claimed;
  private long admitted;

  Outstanding(long tip) {
    published = tip;
    claimed = tip;
    admitted = tip;
  }

  /** Adds the commit with the next sequence. */
  void add(PendingCommit commit) {
    if (commit.sequence != admitted + 1) {
      throw new IllegalStateException(commit.sequence + " does not follow " + admitted);
    }
    if (size() == ring.length) {
      grow();
    }
    ring[slot(commit.sequence)] = commit;
    admitted++;
  }

  /** Returns the commit with a sequence above the tip and not above the last admitted. */
  PendingCommit get(long sequence) {
    PendingCommit commit = ring[slot(sequence)];
    if (commit == null || commit.sequence != sequence) {
      throw new IllegalStateException("sequence " + sequence + " is not outstanding");
    }
    return commit;
  }

  /** Returns the oldest sequence that no group has claimed; one above the last if there is none. */
  long firstUnclaimed() {
    return claimed + 1;
  }

  /** Moves the oldest {@code count} unclaimed commits into a group's list. */
  List<PendingCommit> claim(int count) {
    List<PendingCommit> group = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      group.add(get(++claimed));
    }
    return group;
  }

  /** Forgets everything up to a new tip. */
  void publish(long tip) {
    while (published < tip) {
      ring[slot(++published)] = null;
    }
  }

  /** Returns how many commits are admitted and not published. */
  int size() {
    return (int) (admitted - published);
  }

  /** Returns how many commits no group has claimed. */
  int unclaimed() {
    return (int) (admitted - claimed);
  }

  private int slot(long sequence) {
    return (int) (sequence & (ring.length - 1));
  }

  private void grow() {
    @Nullable PendingCommit[] old = ring;
    ring = new @Nullable PendingCommit[old.length * 2];
    for (PendingCommit commit : old) {
      if (commit != null) {
        ring[slot(commit.sequence)] = commit;
      }
    }
  }
}
