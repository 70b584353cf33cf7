package org.waymark.check.history;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.check.history.Told.How;

/**
 * The settled commits: those that somebody was told of, saw or recovered, which may therefore never
 * change or go away. Used by the checker's one thread.
 */
final class Ledger {
  private final Findings findings;
  private final TreeMap<Long, Told> settled;

  /** Begins with what another ledger has settled. */
  Ledger(Findings findings, SortedMap<Long, Told> settled) {
    this.findings = findings;
    this.settled = new TreeMap<>(settled);
  }

  Ledger copy(Findings others) {
    return new Ledger(others, settled);
  }

  /** Returns the highest settled sequence, 0 if there is none. */
  long highest() {
    return settled.isEmpty() ? 0 : settled.lastKey();
  }

  /** Returns who settled a sequence, or null. */
  @Nullable Told at(long sequence) {
    return settled.get(sequence);
  }

  /** Returns what is settled above a sequence, in order. */
  Collection<Told> above(long sequence) {
    return settled.tailMap(sequence, /* inclusive= */ false).values();
  }

  /** Takes a commit out, which the medium was allowed to lose. */
  void forget(Told lost) {
    settled.remove(lost.sequence());
  }

  /** Notes a commit as settled, if it may be: alone in its place, and in order. */
  void settle(Told now, Transaction transaction) {
    sameContent(now, transaction);
    Told before = settled.get(now.sequence());
    if (before != null) {
      same(before, now);
    } else if (transaction.sequence != 0) {
      findings.violated(
          now.how() == How.ACKNOWLEDGED ? "P12" : "P2",
          "a transaction committed twice",
          settled.get(transaction.sequence),
          now);
    } else {
      inOrder(now, transaction);
      transaction.sequence = now.sequence();
      settled.put(now.sequence(), now);
    }
  }

  private void same(Told before, Told now) {
    if (before.commit().sameMarker(now.commit())) {
      return;
    }
    if (now.how() == How.RECOVERED) {
      findings.violated(before.how().property, "a commit is not recovered as it was", before, now);
    } else if (before.commit().token().equals(now.commit().token())) {
      findings.violated("P1", "a commit has changed", before, now);
    } else {
      findings.violated("P3", "a sequence names two transactions", before, now);
    }
  }

  private void inOrder(Told now, Transaction transaction) {
    if (now.sequence() <= transaction.bound) {
      findings.violated(
          "P13",
          "submitted after a commit was known, and ordered before it",
          settled.get(transaction.bound),
          transaction,
          now);
    }
    Map.Entry<Long, Told> earlier = settled.lowerEntry(now.sequence());
    if (earlier != null && earlier.getValue().commit().time() >= now.commit().time()) {
      findings.violated("P6", "a later commit has no later time", earlier.getValue(), now);
    }
    Map.Entry<Long, Told> later = settled.higherEntry(now.sequence());
    if (later != null && now.commit().time() >= later.getValue().commit().time()) {
      findings.violated("P6", "a later commit has no later time", now, later.getValue());
    }
  }

  /** Holds what was read, as far as it was, against what was submitted. */
  private void sameContent(Told now, Transaction transaction) {
    HistoryEvent.Invoked invoked = transaction.invoked;
    Commit.Content content = now.commit().reread();
    boolean same = now.commit().capsule().equals(invoked.capsule());
    if (content != null) {
      findings.saw(Sight.REREAD);
      same &= content.digest().equals(invoked.digest());
      same &= content.beginSeq() == invoked.beginSeq();
      same &= content.pages().equals(invoked.pages());
    }
    if (!same) {
      findings.violated("P2", "what is read back is not what was submitted", transaction, now);
    }
  }
}
