package org.waymark.check.crash;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.Outcomes.Outcome;
import org.waymark.check.history.Place;
import org.waymark.check.history.Violation;

/**
 * What clients asked, were told and saw up to some moment, as a node of the tree of all histories
 * of one exploration.
 *
 * <p>Equal histories are one node, however many images lead to them: the oracle judges an event
 * once for each history that it can follow, and an exploration meets few of those. One thread at a
 * time.
 */
public final class History {
  private static final String RECORDER = "explored";

  private final @Nullable History before;
  private final @Nullable HistoryEvent event;
  private final HistoryChecker checker;
  private final int life;
  private final int length;
  private final long demands;
  private final long identity;
  private final Map<HistoryEvent, History> next = new HashMap<>(4);
  private final @Nullable Came came;
  private @Nullable List<String> unanswered;

  /**
   * What came of a crash.
   *
   * @param how the crash, as an end of a life
   * @param outcome what clients knew, and what recovery found
   */
  record Came(String how, Outcome outcome) {}

  private History(
      @Nullable History before,
      @Nullable HistoryEvent event,
      HistoryChecker checker,
      int life,
      int length,
      long demands,
      long identity,
      @Nullable Came came) {
    this.before = before;
    this.event = event;
    this.checker = checker;
    this.life = life;
    this.length = length;
    this.demands = demands;
    this.identity = identity;
    this.came = came;
  }

  /** Returns the history in which nothing has happened. */
  public static History empty() {
    return new History(null, null, new HistoryChecker(), 1, 0, 0, 0, null);
  }

  /** Returns this history with one event more. */
  public History then(HistoryEvent added) {
    History known = next.get(added);
    if (known == null) {
      known = judge(added);
      next.put(added, known);
    }
    return known;
  }

  private History judge(HistoryEvent added) {
    HistoryChecker reading = checker.fork();
    Place place = new Place(life, RECORDER, length + 1L);
    reading.read(place, added);
    boolean ends = added instanceof HistoryEvent.Ended;
    boolean demanding = !(added instanceof HistoryEvent.Invoked);
    return new History(
        this,
        added,
        reading,
        ends ? life + 1 : life,
        length + 1,
        demanding ? Mix.of(demands, added.hashCode()) : demands,
        Mix.of(identity, added.hashCode()),
        reading.violations().isEmpty() ? came(added) : null);
  }

  private @Nullable Came came(HistoryEvent added) {
    if (added instanceof HistoryEvent.Recovered found && event instanceof HistoryEvent.Ended end) {
      int told = (int) checker.highestSettled();
      int admitted = told + checker.undecided().size();
      return new Came(end.how(), new Outcome(told, admitted, found.commits().size()));
    }
    return null;
  }

  /** Returns what came of the crash that the latest event is the recovery of, or null. */
  @Nullable Came came() {
    return came;
  }

  /** Returns the number of the present life, from 1; each end of one begins the next. */
  public int life() {
    return life;
  }

  /**
   * Returns a hash of what was answered and found so far, and of how many lives there were: with
   * the image of a disk it decides what a recovery of that image may do. Submissions do not count:
   * one more of them asks nothing more of a recovery.
   */
  long demands() {
    return demands;
  }

  /** Returns a hash of all that happened so far. */
  long identity() {
    return identity;
  }

  /** Returns whether this history has a violation. */
  public boolean isViolated() {
    return !checker.violations().isEmpty();
  }

  /** Returns the violations, in the order of the events that showed them. */
  public List<Violation> violations() {
    return List.copyOf(checker.violations());
  }

  /** Returns the checker that has read this history; not to be given further events. */
  HistoryChecker checker() {
    return checker;
  }

  /**
   * An event of a history.
   *
   * @param life the life in which it happened
   * @param event what happened
   */
  public record Recorded(int life, HistoryEvent event) {}

  /** Returns the events so far, in order. */
  public List<Recorded> recorded() {
    ArrayDeque<Recorded> events = new ArrayDeque<>();
    for (History at = this; at.before != null && at.event != null; at = at.before) {
      events.addFirst(new Recorded(at.before.life, at.event));
    }
    return new ArrayList<>(events);
  }

  /** Returns the latest submission under a token, or null if there is none. */
  HistoryEvent.@Nullable Invoked invocation(String token) {
    for (History at = this; at != null; at = at.before) {
      if (at.event instanceof HistoryEvent.Invoked invoked && invoked.token().equals(token)) {
        return invoked;
      }
    }
    return null;
  }

  /** Returns whether somebody was told that this token's transaction is committed. */
  boolean isAcknowledged(String token) {
    Map<Long, String> calls = new HashMap<>();
    for (Recorded one : recorded()) {
      if (one.event() instanceof HistoryEvent.Invoked invoked) {
        calls.put(invoked.call(), invoked.token());
      } else if (one.event() instanceof HistoryEvent.Answered answered
          && answered.result().equals(HistoryEvent.Answered.COMMITTED)
          && token.equals(calls.get(answered.call()))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the tokens of all submissions that nobody was told the fate of, in order. */
  List<String> unanswered() {
    List<String> known = unanswered;
    if (known == null) {
      known = List.copyOf(findUnanswered());
      unanswered = known;
    }
    return known;
  }

  private Set<String> findUnanswered() {
    Set<String> tokens = new LinkedHashSet<>();
    Map<Long, String> calls = new HashMap<>();
    for (Recorded one : recorded()) {
      if (one.event() instanceof HistoryEvent.Invoked invoked) {
        calls.put(invoked.call(), invoked.token());
        tokens.add(invoked.token());
      } else if (one.event() instanceof HistoryEvent.Answered answered
          && !answered.result().equals(HistoryEvent.Answered.OUTCOME_UNKNOWN)) {
        tokens.remove(calls.get(answered.call()));
      }
    }
    return tokens;
  }
}
