package org.waymark.check.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waymark.check.history.HistoryEvent.Answered;
import org.waymark.check.history.HistoryEvent.Invoked;

/**
 * The oracle: reads a recorded history, event by event, and says which properties it does not have.
 *
 * <p>It is a reference model of a commit log as its clients may see it: what is <em>settled</em>
 * (acknowledged, observed or recovered) stays; what was refused or found absent stays away; the
 * rest is open until a recovery decides it. Judged are:
 *
 * <ul>
 *   <li>P1 acknowledged or observed commits are recovered, unchanged
 *   <li>P2 nothing invented, nothing twice, payload and evidence re-read and equal
 *   <li>P3 recovered sequences are 1, 2, 3 …, and none names two transactions
 *   <li>P4 first committer wins; commits and reads have a serial order, none begins before an
 *       opening and ends after it
 *   <li>P5 decided once: in stays in at its place, out stays out
 *   <li>P6 commit times strictly increase
 *   <li>P7 recovering again, with nothing submitted between, finds as many commits
 *   <li>P8 opening is not refused, but after damage, or a failure in the same life
 *   <li>P9 after damage nothing settled is lost or changed in silence, outside the exemption
 *   <li>P10 after a failed force or write nothing is published in that life
 *   <li>P11 nobody joins the lock's holder; who lost it adds nothing, and claims only what is in
 *   <li>P12 answers are truthful, one a call, to all if the end is orderly; a retry commits once
 *   <li>P13 acknowledged before submitted means a lower sequence
 *   <li>P14 where nothing fails something commits; opening stays within the recorder's bounds
 *   <li>P15 the directory stays within the recorder's bounds
 * </ul>
 *
 * <p><b>Not checked:</b> the order of what has no read set recorded; whether a serialization
 * conflict was needed; whether a snapshot was fresh, or rightly called too old; that damage is
 * noticed which changes nothing settled; what is published between a failure and the recorder's
 * look at the tip; whether the bounds are good ones. A history that holds says nothing about what
 * is not in it: assert {@link #seen(Sight) counts}. Not thread-safe. Nearly linear in the history,
 * with one pass over all commits for each recovery.
 */
public final class HistoryChecker extends Knowledge {
  private static final String RECOVERED = "recovered";
  private static final List<String> LOSSES = List.of("P1", "P2", "P3", "P5", "P6");

  private long found = -1; // by the last recovery, if nothing was submitted since
  private final Map<Integer, Long> publishable = new HashMap<>(); // of each life with a failure
  private boolean owing; // whether this life has yet to commit something
  private @Nullable List<Long> exempt; // what damage may take; null before there was any
  private int unlocked = -1; // the life that lost its lock
  private int superseded = -1; // the same, once another life has recovered the log

  /** Returns a checker that has read the same, and reads on by itself. */
  public HistoryChecker fork() {
    HistoryChecker fork = new HistoryChecker();
    fork.copyKnowledge(this);
    fork.found = found;
    fork.publishable.putAll(publishable);
    fork.owing = owing;
    fork.exempt = exempt;
    fork.unlocked = unlocked;
    fork.superseded = superseded;
    return fork;
  }

  /** Reads the next event, which stands at {@code place}. */
  public void read(Place place, HistoryEvent event) {
    if (event instanceof Invoked call) {
      invoked(call, place);
    } else if (event instanceof Answered answer) {
      answered(answer, place);
    } else if (event instanceof HistoryEvent.Observed seen) {
      settle(new Told("P1", "observed", seen.commit(), place));
    } else if (event instanceof HistoryEvent.Recovered recovered) {
      recovered(recovered.commits(), place);
    } else if (event instanceof HistoryEvent.Refused) {
      boolean excused = exempt != null || publishable.containsKey(place.life());
      check(excused, "P8", "an opening after a crash was refused", event, place);
      owing = false;
    } else if (event instanceof HistoryEvent.Failed failed) {
      publishable.merge(place.life(), failed.tip(), Math::min);
    } else if (event instanceof HistoryEvent.Damaged damaged) {
      List<Long> more = damaged.exempt();
      exempt = exempt == null ? more : Stream.concat(exempt.stream(), more.stream()).toList();
    } else if (event instanceof HistoryEvent.Usurped) {
      unlocked = place.life();
    } else if (event instanceof HistoryEvent.Intruded it) {
      check(!it.opened(), "P11", "a second process opened the log while the first had it", place);
    } else if (event instanceof HistoryEvent.Quiet) {
      owing = true;
    } else if (event instanceof HistoryEvent.Effort effort) {
      check(effort.within(), "P14", "opening took more than its bound", effort, place);
    } else if (event instanceof HistoryEvent.Footprint print) {
      check(print.within(), "P15", "the directory is larger than its bound", print, place);
    } else if (event instanceof HistoryEvent.Ended ended) {
      ended(ended.answersAll(), place);
    }
  }

  private void check(boolean held, String property, String sentence, @Nullable Object... evidence) {
    if (!held) {
      violated(exempt != null && LOSSES.contains(property) ? "P9" : property, sentence, evidence);
    }
  }

  private void invoked(Invoked call, Place place) {
    found = -1;
    Invoked twin = open.put(new Call(place.life(), call.call()), call);
    check(twin == null, "P12", "two open calls of one number", twin, call, place);
    Transaction known = transactions.get(call.token());
    saw(Sight.RETRY, known != null);
    if (known == null || known.out() != null) {
      boolean late = place.life() == superseded;
      Out out = late ? new Out("P11", "submitted to a superseded writer", place) : null;
      out = call.pages().isEmpty() ? new Out("P12", "only reads", place) : out;
      transactions.put(call.token(), new Transaction(call, place, highestSettled(), 0, out));
    }
  }

  private void answered(Answered answer, Place place) {
    Invoked call = open.remove(new Call(place.life(), answer.call()));
    if (call == null) {
      check(false, "P12", "an answer to no open call", answer, place);
    } else if (answer.result().equals(Answered.COMMITTED)) {
      boolean first = known(call.token()).sequence() == 0;
      saw(first ? Sight.ACKNOWLEDGED : Sight.RETRY_CONFIRMED, true);
      String property = place.life() == unlocked ? "P11" : "P1";
      settle(new Told(property, "acknowledged", answer.commit(call), place));
    } else if (answer.result().equals(Answered.SERIALIZABLE_AT)) {
      read(call, answer, place);
    } else if (!answer.result().equals(Answered.OUTCOME_UNKNOWN)) {
      denied(call, answer, place);
    }
  }

  /** What a superseded writer tells readers is of the history before the opening. */
  private void read(Invoked call, Answered answer, Place place) {
    saw(Sight.READ_ONLY, true);
    boolean there = call.pages().isEmpty() && answer.sequence() == call.beginSeq();
    check(there, "P12", "a reader is serialized elsewhere", call, answer, place);
    if (place.life() != superseded) {
      ordered(new Transaction(call, place, 0, 0, null), place);
    }
  }

  private void ordered(Transaction transaction, Place place) {
    boolean before = order.beganBefore(transaction);
    check(!before, "P4", "it began before what the opening has found", transaction, place);
    order.add(transaction);
  }

  private void serializable(Place place) {
    List<Object> cycle = order.cycle();
    check(cycle.isEmpty(), "P4", "no serial order explains what they read", cycle, place);
  }

  private void denied(Invoked call, Answered answer, Place place) {
    Transaction known = known(call.token());
    Told commit = settled.get(known.sequence());
    check(commit == null, "P12", "a retry of a commit was denied", commit, answer, place);
    if (commit == null && open.values().stream().noneMatch(call::sameTransaction)) {
      transactions.put(call.token(), known.decided(0, new Out("P12", "refused", place)));
    }
    saw(Sight.SSI_CONFLICT, answer.result().equals(Answered.SSI_CONFLICT));
    if (answer.result().equals(Answered.FCW_CONFLICT)) {
      saw(Sight.FCW_CONFLICT, true);
      boolean real = answer.pages().stream().allMatch(page -> contested(page, call));
      int life = place.life();
      boolean dying = publishable.containsKey(life) || life == unlocked; // rivals are denied
      boolean truthful = dying || (real && !answer.pages().isEmpty());
      check(truthful, "P12", "a conflict over pages that nobody else wrote", call, answer, place);
    }
  }

  private void recovered(List<Commit> commits, Place place) {
    saw(Sight.RECOVERY, true);
    superseded = unlocked;
    open.keySet().removeIf(call -> call.life() != unlocked);
    boolean again = found >= 0 && exempt == null;
    check(!again || found == commits.size(), "P7", "recovering again changed it", found, place);
    for (Told lost : List.copyOf(settled.tailMap((long) commits.size(), false).values())) {
      boolean allowed = exempt != null && exempt.contains(lost.commit().sequence());
      check(allowed, lost.property(), "a commit is not recovered", lost, place);
      saw(Sight.EXEMPT_LOSS, allowed);
      settled.remove(lost.commit().sequence());
      Transaction known = known(lost.commit().token());
      transactions.put(lost.commit().token(), known.decided(0, null));
    }
    lastWriters.clear();
    for (int i = 0; i < commits.size(); i++) {
      Told told = new Told("P5", RECOVERED, commits.get(i), place);
      check(commits.get(i).sequence() == i + 1, "P3", "sequences are not 1, 2, 3 …", told);
      settle(told);
    }
    Out absent = new Out(superseded < 0 ? "P5" : "P11", "found absent", place);
    for (Invoked call : undecided()) {
      saw(Sight.UNANSWERED_OUT, true);
      transactions.put(call.token(), known(call.token()).decided(0, absent));
    }
    serializable(place);
    order.opened(commits.size());
    found = commits.size();
    exempt = exempt == null ? null : List.of();
  }

  /** Takes a commit as settled if it may be: submitted, not out, unchanged, alone, and in order. */
  private void settle(Told now) {
    Commit commit = now.commit();
    Transaction known = transactions.get(commit.token());
    if (known == null) {
      check(false, "P2", "a commit that nobody submitted", now);
      return;
    }
    boolean recovered = now.how().equals(RECOVERED);
    long most = publishable.getOrDefault(now.place().life(), Long.MAX_VALUE);
    check(recovered || commit.sequence() <= most, "P10", "published after a failure", now);
    boolean whole = commit.isOf(known.invoked());
    check(whole, "P2", "what is read back is not what was submitted", known, now);
    saw(Sight.REREAD, commit.reread() != null);
    inOrder(known, now);
    Told before = settled.putIfAbsent(commit.sequence(), now);
    if (before != null) {
      boolean lost = recovered || before.commit().token().equals(commit.token());
      boolean same = before.commit().sameMarker(commit);
      String taken = now.property().equals("P11") ? "P11" : "P3";
      check(same, lost ? before.property() : taken, "told otherwise than before", before, now);
      return;
    }
    saw(Sight.UNANSWERED_IN, recovered);
    owing &= recovered;
    Told other = settled.get(known.sequence());
    check(other == null, recovered ? "P2" : "P12", "committed twice", other, now);
    if (known.out() != null) {
      check(false, known.out().property(), "out, and back", known.out(), now);
    }
    Told bound = settled.get(known.bound());
    boolean after = commit.sequence() > Math.max(known.bound(), known.invoked().beginSeq());
    check(after, "P13", "submitted after a commit was known, and before it", bound, known, now);
    Transaction in = known.decided(commit.sequence(), null);
    transactions.put(commit.token(), in);
    if (known.out() == null) {
      ordered(in, now.place());
    }
  }

  private void inOrder(Transaction known, Told now) {
    long sequence = now.commit().sequence();
    var earlier = settled.lowerEntry(sequence);
    boolean later = earlier == null || earlier.getValue().commit().time() < now.commit().time();
    check(later, "P6", "a later commit has no later time", earlier, now);
    for (long page : known.invoked().pages()) {
      Told last = lastWriters.getOrDefault(page, now);
      long first = last.commit().sequence();
      boolean own = last.commit().token().equals(now.commit().token());
      boolean won = own || first <= known.invoked().beginSeq() || first >= sequence;
      check(won, "P4", "another had committed a page first", last, known, now);
      lastWriters.put(page, first > sequence ? last : now);
    }
  }

  private void ended(boolean answersAll, Place place) {
    serializable(place);
    open.forEach(
        (call, left) ->
            check(
                !answersAll || call.life() != place.life(), "P12", "never answered", left, place));
    open.keySet().removeIf(call -> call.life() == place.life());
    publishable.remove(place.life());
    if (place.life() != superseded) {
      check(!owing, "P14", "nothing failed, and nothing committed", place);
      owing = false;
    }
    if (place.life() == unlocked) {
      unlocked = -1;
      superseded = -1;
    }
  }
}
