package org.waymark.check.history;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.waymark.check.history.HistoryEvent.Answered;
import org.waymark.check.history.HistoryEvent.Damaged;
import org.waymark.check.history.HistoryEvent.Ended;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.check.history.Told.How;
import org.waymark.check.history.Transaction.Out;

/**
 * The oracle: reads a recorded history, event by event, and says which properties it does not have.
 *
 * <p>It is a reference model of a commit log as its clients may see it: what is <em>settled</em>
 * (acknowledged, observed or recovered) stays; what was refused or found absent stays away; the
 * rest is open until a recovery decides it. It knows nothing of files and formats.
 */
public final class HistoryChecker {
  private static final int NOBODY = Integer.MIN_VALUE;

  /** One submission: its number is unique in its life. */
  private record Call(int life, long number) {}

  /** A submission without an answer, or told that its outcome is unknown. */
  private record Open(Invoked invoked, boolean unknown) {}

  private final Findings findings;
  private final Ledger ledger;
  private final Map<String, Transaction> transactions = new HashMap<>();
  private final Map<Call, Open> open = new HashMap<>();

  /** How many recoveries there were, and what the last one found if nothing was submitted since. */
  private long recoveries;

  private long found = -1;

  /** What this life may still publish: all, or after a failure what it had published before. */
  private long mostPublished = Long.MAX_VALUE;

  /** Whether this life gave commits up, and whether it owes the success of one. */
  private boolean gaveUp;

  private boolean owes;

  /** The sequences that damage may take, the life without lock, and whether another took over. */
  private Set<Long> exempt = Set.of();

  private int unlocked = NOBODY;
  private int superseded = NOBODY;

  /** Begins before the first life. */
  public HistoryChecker() {
    findings = new Findings();
    ledger = new Ledger(findings, new TreeMap<>());
  }

  private HistoryChecker(HistoryChecker from) {
    findings = from.findings.copy();
    ledger = from.ledger.copy(findings);
    from.transactions.forEach((token, known) -> transactions.put(token, known.copy()));
    open.putAll(from.open);
    recoveries = from.recoveries;
    found = from.found;
    mostPublished = from.mostPublished;
    gaveUp = from.gaveUp;
    owes = from.owes;
    exempt = from.exempt;
    unlocked = from.unlocked;
    superseded = from.superseded;
  }

  /** Returns a checker that has read the same and reads on by itself. */
  public HistoryChecker fork() {
    return new HistoryChecker(this);
  }

  /** Reads the next event. */
  public void read(HistoryFile.Line line) {
    read(line.place(), line.event());
  }

  /** Reads the next event, which stands at {@code place}. */
  public void read(Place place, HistoryEvent event) {
    if (event instanceof Invoked invoked) {
      invoked(invoked, place);
    } else if (event instanceof Answered answered) {
      answered(answered, place);
    } else if (event instanceof HistoryEvent.Observed observed) {
      settle(new Told(How.OBSERVED, observed.commit(), place));
    } else if (event instanceof HistoryEvent.Recovered recovered) {
      recovered(recovered.commits(), place);
    } else if (event instanceof HistoryEvent.Refused) {
      refused(event, place);
    } else if (event instanceof Ended ended) {
      ended(ended, place);
    } else if (event instanceof HistoryEvent.Failed failed) {
      findings.saw(Sight.FAILURE);
      mostPublished = Math.min(mostPublished, failed.tip());
    } else if (event instanceof Damaged damaged) {
      findings.damaged = true;
      exempt = Set.copyOf(damaged.exempt());
    } else if (event instanceof HistoryEvent.Usurped) {
      findings.saw(Sight.USURPATION);
      unlocked = place.life();
    } else if (event instanceof HistoryEvent.Quiet) {
      owes = true;
    } else if (event instanceof HistoryEvent.Intruded intruded && intruded.opened()) {
      findings.violated("P11", "a second process opened the log while the first had it", place);
    } else if (event instanceof HistoryEvent.Effort effort && effort.spent() > effort.most()) {
      findings.violated("P14", "opening takes more than its bound", effort, place);
    } else if (event instanceof HistoryEvent.Footprint print && !print.within()) {
      findings.violated("P15", "the directory grew beyond its bound", print, place);
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

  /** Returns the submissions that have no answer, or none but that their outcome is unknown. */
  public List<Invoked> unanswered() {
    return open.values().stream().map(Open::invoked).toList();
  }

  /** Returns the highest sequence that is known to be committed. */
  public long highestSettled() {
    return ledger.highest();
  }

  private void invoked(Invoked invoked, Place place) {
    found = -1;
    open.put(new Call(place.life(), invoked.call()), new Open(invoked, false));
    Transaction known = transactions.get(invoked.token());
    if (known == null) {
      known = new Transaction(invoked, place);
      known.bound = highestSettled();
      transactions.put(invoked.token(), known);
    } else {
      findings.saw(Sight.RETRY);
      known.bound = known.out == null ? known.bound : highestSettled();
    }
    boolean late = place.life() == superseded;
    known.out = late ? new Out("P11", "submitted to a writer that was superseded", place) : null;
  }

  private void answered(Answered answer, Place place) {
    Call key = new Call(place.life(), answer.call());
    Open call = open.remove(key);
    if (call == null || call.unknown()) {
      findings.violated("P12", "an answer to no open call", answer, place);
    } else if (answer.result().equals(Answered.COMMITTED)) {
      committed(call.invoked(), answer, place);
    } else if (answer.result().equals(Answered.OUTCOME_UNKNOWN)) {
      open.put(key, new Open(call.invoked(), true));
    } else {
      denied(call.invoked(), answer, place);
    }
  }

  private void committed(Invoked call, Answered answer, Place place) {
    Transaction transaction = requireNonNull(transactions.get(call.token()));
    boolean first = transaction.sequence == 0;
    findings.saw(first ? Sight.ACKNOWLEDGED : Sight.RETRY_CONFIRMED);
    if (owes && first) {
      findings.saw(Sight.PROGRESS);
      owes = false;
    }
    How how = place.life() == unlocked ? How.USURPED : How.ACKNOWLEDGED;
    settle(
        new Told(
            how,
            new Commit(answer.sequence(), answer.time(), call.token(), call.capsule(), null),
            place));
  }

  private void denied(Invoked call, Answered answer, Place place) {
    Transaction transaction = requireNonNull(transactions.get(call.token()));
    if (transaction.sequence != 0) {
      findings.violated(
          "P12", "a retry of a commit was denied", ledger.at(transaction.sequence), answer, place);
    }
    if (unanswered().stream().noneMatch(other -> other.token().equals(call.token()))) {
      transaction.out = new Out("P12", "refused", place);
    }
    gaveUp |= answer.result().equals(Answered.NOT_COMMITTED);
    if (answer.result().equals(Answered.FCW_CONFLICT)) {
      findings.saw(Sight.FCW_CONFLICT);
      if (answer.pages().isEmpty() || !answer.pages().stream().allMatch(p -> contested(p, call))) {
        findings.violated("P12", "a conflict over pages that nobody wrote", call, answer, place);
      }
    }
  }

  /** Whether somebody else may have been admitted after the call's snapshot, writing the page. */
  private boolean contested(long page, Invoked call) {
    Stream<String> rivals =
        Stream.concat(
            ledger.above(call.beginSeq()).stream().map(told -> told.commit().token()),
            unanswered().stream().map(Invoked::token));
    return call.pages().contains(page)
        && (gaveUp || rivals.anyMatch(token -> !token.equals(call.token()) && wrote(token, page)));
  }

  private boolean wrote(String token, long page) {
    return requireNonNull(transactions.get(token)).invoked.pages().contains(page);
  }

  private void settle(Told told) {
    Transaction transaction = transactions.get(told.commit().token());
    if (transaction == null) {
      findings.violated("P2", "a commit that nobody submitted", told);
    } else if (told.place().life() == superseded && ledger.at(told.sequence()) == null) {
      findings.violated("P11", "a writer that was superseded went on", told);
    } else if (told.how() != How.RECOVERED && told.sequence() > mostPublished) {
      findings.violated("P10", "published after a failed force", "tip " + mostPublished, told);
    } else {
      ledger.settle(told, transaction);
    }
  }

  private void refused(HistoryEvent refused, Place place) {
    owes = false;
    if (findings.damaged) {
      findings.saw(Sight.DAMAGE_REFUSED);
    } else if (mostPublished == Long.MAX_VALUE) {
      findings.violated("P8", "an opening after a crash was refused", refused, place);
    }
  }

  private void recovered(List<Commit> commits, Place place) {
    findings.saw(Sight.RECOVERY);
    superseded = unlocked;
    open.keySet().removeIf(call -> call.life() != unlocked);
    if (found >= 0 && found != commits.size() && exempt.isEmpty()) {
      findings.violated("P7", "recovering again changed the history", found + " before", place);
    }
    for (Told lost : List.copyOf(ledger.above(commits.size()))) {
      lost(lost, place);
    }
    Map<Long, Told> lastWriters = new HashMap<>();
    for (int i = 0; i < commits.size(); i++) {
      Told told = new Told(How.RECOVERED, commits.get(i), place);
      if (told.sequence() != i + 1) {
        findings.violated("P3", "recovered sequences are not 1, 2, 3 …", told);
      }
      Transaction transaction = transactions.get(told.commit().token());
      if (transaction != null) {
        mayBeIn(transaction, told);
        firstCommitterWon(transaction, told, lastWriters);
      }
      settle(told);
    }
    decide(place);
    found = commits.size();
    exempt = Set.of();
  }

  private void lost(Told lost, Place place) {
    if (exempt.contains(lost.sequence())) {
      findings.saw(Sight.EXEMPT_LOSS);
      ledger.forget(lost);
      requireNonNull(transactions.get(lost.commit().token())).sequence = 0;
    } else {
      findings.violated(lost.how().property, "a commit is not recovered", lost, place);
    }
  }

  private void mayBeIn(Transaction transaction, Told told) {
    if (transaction.sequence == 0 && transaction.out != null) {
      findings.violated(transaction.out.property(), "out, and back", transaction.out, told);
    } else if (transaction.sequence == 0) {
      findings.saw(Sight.UNANSWERED_IN);
    }
  }

  private void firstCommitterWon(Transaction transaction, Told told, Map<Long, Told> lastWriters) {
    for (long page : transaction.invoked.pages()) {
      Told last = lastWriters.put(page, told);
      if (last != null && last.sequence() > transaction.invoked.beginSeq()) {
        findings.violated("P4", "another had committed a page first", last, transaction, told);
      }
    }
  }

  /** Whatever is open and not recovered is out, for good unless it is submitted again. */
  private void decide(Place place) {
    Out absent = new Out(superseded == NOBODY ? "P5" : "P11", "found absent", place);
    for (Transaction transaction : transactions.values()) {
      if (transaction.sequence == 0 && transaction.out == null) {
        findings.saw(Sight.UNANSWERED_OUT);
        transaction.out = absent;
      }
    }
  }

  private void ended(Ended ended, Place place) {
    open.forEach(
        (call, left) -> {
          if (ended.answersAll() && call.life() == place.life() && !left.unknown()) {
            findings.violated("P12", "a submission was never answered", left.invoked(), place);
          }
        });
    open.keySet().removeIf(call -> call.life() == place.life());
    if (place.life() == unlocked) {
      unlocked = NOBODY;
      superseded = NOBODY;
      return;
    }
    if (owes) {
      findings.violated("P14", "nothing failed, and nothing committed", place);
    }
    mostPublished = Long.MAX_VALUE;
    gaveUp = false;
    owes = false;
  }
}
