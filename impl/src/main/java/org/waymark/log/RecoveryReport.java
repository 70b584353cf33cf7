package org.waymark.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What opening a log found and did; of a dry run, what it would do.
 *
 * @param recoveryCase which of the lettered cases it was
 * @param tip the highest recovered sequence, 0 for an empty log
 * @param tipId the id of its marker; {@link Id128#ZERO} for an empty log
 * @param tipTime its commit time in Unix nanoseconds; 0 for an empty log
 * @param durableUpTo the highest sequence that was proven durable before anything was re-written
 * @param rewrittenCommits how many markers were re-written, each with its proof and its capsule
 * @param rewrittenBytes the bytes of those markers, proofs and symbols
 * @param slotsSetAside non-zero slots behind the history
 * @param quarantined the files that hold what was set aside
 * @param slotsNotKept how many of those slots exceeded what quarantine keeps
 * @param removed files that held nothing of the history
 * @param cut files whose unused end was cut off
 * @param ignored names in the directory that are none of a log's
 * @param isolation the log's isolation level; of a new log, the one that it gets
 * @param previous the incarnation of the newest marker segment found; null for a new log
 * @param current the incarnation begun; null for a dry run
 * @param elapsedNanos how long it took
 */
public record RecoveryReport(
    RecoveryCase recoveryCase,
    long tip,
    Id128 tipId,
    long tipTime,
    long durableUpTo,
    long rewrittenCommits,
    long rewrittenBytes,
    long slotsSetAside,
    List<String> quarantined,
    long slotsNotKept,
    List<String> removed,
    List<String> cut,
    List<String> ignored,
    Isolation isolation,
    @Nullable Incarnation previous,
    @Nullable Incarnation current,
    long elapsedNanos) {

  /** Keeps copies of the lists. */
  public RecoveryReport {
    quarantined = List.copyOf(quarantined);
    removed = List.copyOf(removed);
    cut = List.copyOf(cut);
    ignored = List.copyOf(ignored);
  }

  /** Returns the letter of the case, {@code A} to {@code J}. */
  public char letter() {
    return recoveryCase.letter();
  }

  /** Returns the report in one sentence for a person. */
  public String summary() {
    StringBuilder sentence =
        new StringBuilder("case " + letter() + " (" + recoveryCase + "), the tip is " + tip);
    if (rewrittenCommits > 0) {
      sentence.append(", ").append(rewrittenCommits).append(" in doubt were re-written");
    }
    if (slotsSetAside > 0) {
      sentence.append(", a torn tail of ").append(slotsSetAside).append(" slots was set aside in ");
      sentence.append(String.join(", ", quarantined));
    }
    return sentence.toString();
  }
}
