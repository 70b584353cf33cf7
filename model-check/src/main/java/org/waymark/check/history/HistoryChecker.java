package org.waymark.check.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.check.history.HistoryEvent.Answered;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.check.history.Ledger.How;

/**
 * The oracle: reads a recorded history, event by event, and says which properties it does not have.
 *
 * <p>It is a reference model of a commit log as its clients may see it: what is <em>settled</em>
 * (acknowledged, observed or recovered) stays; what was refused or found absent stays away; the
 * rest is open until a recovery decides it. It knows nothing of files and formats. Judged are, by
 * ids that the specification's properties cite too:
 *
 * <ul>
 *   <li>P1 acknowledged or observed commits are recovered, unchanged
 *   <li>P2 nothing invented, nothing twice, payload and evidence re-read and equal
 *   <li>P3 sequences are dense, and none names two transactions
 *   <li>P4 first committer wins
 *   <li>P5 decided once: in stays in, out stays out
 *   <li>P6 commit times strictly increase
 *   <li>P7 recovering again changes nothing
 *   <li>P8 opening is never refused (every death here is a process crash)
 *   <li>P11 no second coordinator gets in
 *   <li>P12 answers are truthful, and a retry commits once
 *   <li>P13 acknowledged before submitted means a lower sequence
 * </ul>
 *
 * <p><b>Not checked here:</b> serializability (SSI); P9, damage by the medium; P10, no
 * acknowledgement after a failed force, as no recorder makes a force fail; of P11 the lock removed
 * by force; P14 and P15, which bound time and space; whether a snapshot was fresh, as beginnings
 * are not recorded; whether the winner of a reported conflict was really admitted after the loser's
 * snapshot (only that somebody else submitted that page); read-only transactions. A history judged
 * as held says nothing about what it does not contain: callers assert {@link #seen(Sight) counts}.
 *
 * <p>Not thread-safe. Linear in the history, with one pass over all commits for each recovery.
 */
public final class HistoryChecker {

  private final Findings findings = new Findings();
  private final Ledger ledger = new Ledger(findings);
  private final Map<String, Transaction> transactions = new HashMap<>();
  private final Map<Long, Set<String>> writersOf = new HashMap<>();

  /** The submissions of this life that have no answer. */
  private final Map<Long, Invoked> open = new HashMap<>();

  /** Whether anything was submitted since the last recovery, which recovered this many. */
  private boolean submitted;

  private int lastRecovered = -1;

  /** Reads the next event. */
  public void read(HistoryFile.Line line) {
    Place place = line.place();
    HistoryEvent event = line.event();
    if (event instanceof Invoked invoked) {
      invoked(invoked, place);
    } else if (event instanceof Answered answered) {
      answered(answered, place);
    } else if (event instanceof HistoryEvent.Observed observed) {
      settle(observed.commit(), How.OBSERVED, place);
    } else if (event instanceof HistoryEvent.Recovered recovered) {
      recovered(recovered.commits(), place);
    } else if (event instanceof HistoryEvent.Refused refused) {
      findings.violated(
          "P8", "an opening after a crash was refused", refused.why(), place.toString());
    } else if (event instanceof HistoryEvent.Intruded intruded && intruded.opened()) {
      findings.violated(
          "P11", "a second process opened the log while the first had it", "" + place);
    } else if (event instanceof HistoryEvent.Ended) {
      open.clear();
      transactions.values().forEach(transaction -> transaction.open = 0);
    }
  }

  /** Returns what was found so far, in the order of the events that showed it. */
  public List<Violation> violations() {
    return findings.violations();
  }

  /** Returns how often something was seen so far. */
  public long seen(Sight sight) {
    return findings.seen(sight);
  }

  /** Returns the transactions of the present life whose submission has no answer. */
  public List<Invoked> unanswered() {
    return List.copyOf(open.values());
  }

  /** Returns the highest sequence that is known to be committed. */
  public long highestSettled() {
    return ledger.highest();
  }

  private void invoked(Invoked invoked, Place place) {
    submitted = true;
    open.put(invoked.call(), invoked);
    invoked.pages().forEach(page -> writers(page).add(invoked.token()));
    Transaction known = transactions.get(invoked.token());
    if (known == null) {
      known = new Transaction(invoked, place, highestSettled());
      transactions.put(invoked.token(), known);
    } else {
      findings.saw(Sight.RETRY);
      if (known.absent != null) {
        known.bound = highestSettled();
      }
    }
    known.absent = null;
    known.refused = null;
    known.open++;
  }

  private void answered(Answered answer, Place place) {
    Invoked call = open.get(answer.call());
    if (call == null) {
      findings.violated("P12", "an answer to no open call", answer + " (" + place + ")");
      return;
    }
    Transaction transaction = transaction(call.token());
    if (answer.result().equals(Answered.OUTCOME_UNKNOWN)) {
      return; // As open as without an answer.
    }
    open.remove(answer.call());
    transaction.open--;
    if (answer.result().equals(Answered.COMMITTED)) {
      findings.saw(transaction.sequence == 0 ? Sight.ACKNOWLEDGED : Sight.RETRY_CONFIRMED);
      settle(
          new Commit(answer.sequence(), answer.time(), call.token(), call.capsule(), null),
          How.ACKNOWLEDGED,
          place);
      return;
    }
    if (transaction.sequence != 0) {
      findings.violated(
          "P12",
          "a retry of a committed transaction was answered " + answer.result(),
          ledger.words(transaction.sequence),
          answer + " (" + place + ")");
    }
    if (transaction.open == 0) {
      transaction.refused = place;
    }
    if (answer.result().equals(Answered.FCW_CONFLICT)) {
      conflict(call, answer, place);
    }
  }

  private void conflict(Invoked call, Answered answer, Place place) {
    findings.saw(Sight.FCW_CONFLICT);
    boolean justified = !answer.pages().isEmpty();
    for (long page : answer.pages()) {
      justified &= call.pages().contains(page) && writers(page).size() > 1;
    }
    if (!justified) {
      findings.violated(
          "P12", "a conflict over pages that nobody else wrote", answer + " (" + place + ")");
    }
  }

  private void settle(Commit commit, How how, Place place) {
    Transaction transaction = transactions.get(commit.token());
    if (transaction == null) {
      findings.violated(
          "P2", "a commit that nobody submitted", how.words + ": " + commit.words(), "" + place);
      return;
    }
    ledger.settle(commit, transaction, how, place);
  }

  private void recovered(List<Commit> commits, Place place) {
    findings.saw(Sight.RECOVERY);
    open.clear();
    if (!submitted && lastRecovered >= 0 && commits.size() != lastRecovered) {
      findings.violated(
          "P7",
          "recovering again changed the history",
          lastRecovered + " commits before, " + commits.size() + " now (" + place + ")");
    }
    Map<Long, Commit> found = new HashMap<>();
    Set<String> tokens = new HashSet<>();
    for (Commit commit : commits) {
      String words = "recovered: " + commit.words() + " (" + place + ")";
      found.put(commit.sequence(), commit);
      if (commit.sequence() != found.size()) {
        findings.violated("P3", "recovered sequences are not 1, 2, 3 …", words);
      }
      if (!tokens.add(commit.token())) {
        findings.violated("P2", "a transaction was recovered twice", words);
      }
      stayedOut(transactions.get(commit.token()), words);
    }
    ledger.allAmong(found, place);
    for (Commit commit : commits) {
      if (commit.reread() != null || !ledger.has(commit.sequence())) {
        settle(commit, How.RECOVERED, place);
      }
    }
    firstCommitterWon(commits, place);
    decide(tokens, place);
    lastRecovered = commits.size();
    submitted = false;
  }

  private void stayedOut(@Nullable Transaction transaction, String words) {
    if (transaction == null || transaction.sequence != 0) {
      return;
    }
    if (transaction.absent != null) {
      findings.violated(
          "P5", "found absent, and back", "absent (" + transaction.absent + ")", words);
    } else if (transaction.refused != null) {
      findings.violated(
          "P12", "refused, and committed", "refused (" + transaction.refused + ")", words);
    } else {
      findings.saw(Sight.UNANSWERED_IN);
    }
  }

  private void firstCommitterWon(List<Commit> commits, Place place) {
    Map<Long, Commit> lastWriter = new HashMap<>();
    for (Commit commit : commits) {
      Transaction transaction = transactions.get(commit.token());
      if (transaction == null) {
        continue; // Reported as invented.
      }
      for (long page : transaction.invoked.pages()) {
        Commit last = lastWriter.put(page, commit);
        if (last != null && last.sequence() > transaction.invoked.beginSeq()) {
          findings.violated(
              "P4",
              "page " + page + " was committed by another after the snapshot",
              "first: " + last.words(),
              "then, begun at " + transaction.invoked.beginSeq() + ": " + commit.words(),
              "recovered (" + place + ")");
        }
      }
    }
  }

  /** Whatever is open and not recovered is out, for good unless it is submitted again. */
  private void decide(Set<String> tokens, Place place) {
    for (Transaction transaction : transactions.values()) {
      transaction.open = 0;
      if (transaction.sequence == 0 && !tokens.contains(transaction.invoked.token())) {
        if (transaction.absent == null && transaction.refused == null) {
          findings.saw(Sight.UNANSWERED_OUT);
        }
        transaction.absent = place;
      }
    }
  }

  private Transaction transaction(String token) {
    Transaction known = transactions.get(token);
    if (known == null) {
      throw new IllegalStateException("an open call of an unknown transaction " + token);
    }
    return known;
  }

  private Set<String> writers(long page) {
    return writersOf.computeIfAbsent(page, unseen -> new HashSet<>());
  }
}
