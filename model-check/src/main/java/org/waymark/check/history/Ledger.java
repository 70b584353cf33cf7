package org.waymark.check.history;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settled commits: those that somebody was told of, saw or recovered, which may therefore never
 * change or go away. Used by the checker's one thread.
 */
final class Ledger {

  /** How a commit came to be settled. */
  enum How {
    ACKNOWLEDGED("P1", "acknowledged"),
    OBSERVED("P1", "observed"),
    RECOVERED("P5", "recovered");

    /** The property that is violated if the commit changes or goes away. */
    final String property;

    final String words;

    How(String property, String words) {
      this.property = property;
      this.words = words;
    }
  }

  private record Settled(Commit commit, How how, Place place) {
    String words() {
      return how.words + ": " + commit.words() + " (" + place + ")";
    }
  }

  private final TreeMap<Long, Settled> settled = new TreeMap<>();
  private final Findings findings;

  Ledger(Findings findings) {
    this.findings = findings;
  }

  /** Returns the highest settled sequence, 0 if there is none. */
  long highest() {
    return settled.isEmpty() ? 0 : settled.lastKey();
  }

  boolean has(long sequence) {
    return settled.containsKey(sequence);
  }

  /** Tells of a settled commit in one line. */
  String words(long sequence) {
    Settled known = settled.get(sequence);
    return known == null ? "sequence " + sequence : known.words();
  }

  /** Notes a commit as settled, if it may be: alone in its place, and in order. */
  void settle(Commit commit, Transaction transaction, How how, Place place) {
    Settled now = new Settled(commit, how, place);
    sameContent(commit, transaction, now);
    Settled before = settled.get(commit.sequence());
    if (before != null) {
      if (!before.commit().token().equals(commit.token())) {
        findings.violated("P3", "a sequence names two transactions", before.words(), now.words());
      } else if (!before.commit().sameMarker(commit)) {
        findings.violated("P1", "a commit has changed", before.words(), now.words());
      }
      return;
    }
    if (transaction.sequence != 0) {
      findings.violated(
          how == How.ACKNOWLEDGED ? "P12" : "P2",
          "a transaction committed twice",
          words(transaction.sequence),
          now.words());
      return;
    }
    if (commit.sequence() <= transaction.bound) {
      findings.violated(
          "P13",
          "submitted after a commit was known, and ordered before it",
          words(transaction.bound),
          "first submitted (" + transaction.place + ")",
          now.words());
    }
    Map.Entry<Long, Settled> earlier = settled.lowerEntry(commit.sequence());
    Map.Entry<Long, Settled> later = settled.higherEntry(commit.sequence());
    inTime(earlier == null ? null : earlier.getValue(), now);
    inTime(now, later == null ? null : later.getValue());
    transaction.sequence = commit.sequence();
    settled.put(commit.sequence(), now);
  }

  private void inTime(@Nullable Settled earlier, @Nullable Settled later) {
    if (earlier != null && later != null && earlier.commit().time() >= later.commit().time()) {
      findings.violated("P6", "a later commit has no later time", earlier.words(), later.words());
    }
  }

  /** Holds what was read, as far as it was, against what was submitted. */
  private void sameContent(Commit commit, Transaction transaction, Settled now) {
    HistoryEvent.Invoked invoked = transaction.invoked;
    Commit.Content content = commit.reread();
    if (content != null) {
      findings.saw(Sight.REREAD);
    }
    if (!commit.capsule().equals(invoked.capsule())
        || (content != null
            && !(content.digest().equals(invoked.digest())
                && content.beginSeq() == invoked.beginSeq()
                && content.pages().equals(invoked.pages())))) {
      findings.violated(
          "P2",
          "what is read back is not what was submitted",
          "submitted: " + invoked + " (" + transaction.place + ")",
          now.words() + (content == null ? "" : ", " + content));
    }
  }

  /** Finds every settled commit among the recovered ones, by sequence. */
  void allAmong(Map<Long, Commit> recovered, Place place) {
    for (Settled expected : List.copyOf(settled.values())) {
      Commit is = recovered.get(expected.commit().sequence());
      if (is == null || !is.sameMarker(expected.commit())) {
        findings.violated(
            expected.how().property,
            "a commit that was " + expected.how().words + " is not recovered as it was",
            expected.words(),
            is == null
                ? "nothing has its sequence (" + place + ")"
                : "recovered: " + is.words() + " (" + place + ")");
      }
    }
  }
}
