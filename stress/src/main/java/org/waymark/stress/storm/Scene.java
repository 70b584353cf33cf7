package org.waymark.stress.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.HistoryFile;

/**
 * What the clients of one open log have in common: the log, the record of what they do, and where
 * they tell what is wrong. Safe for many threads.
 */
final class Scene {
  private final Weather weather;
  private final CommitLog log;
  private final HistoryFile history;
  private final Habits habits;
  private final Tallies tallies;
  private final BooleanSupplier closing;
  private final Consumer<String> violations;

  /** Numbers the calls of this life. */
  private final AtomicLong calls = new AtomicLong();

  /** Submissions that have no answer yet, beside those whose client waits in the call. */
  private final AtomicLong outstandingStages = new AtomicLong();

  /** How many calls have returned, whatever came of them: what a watchdog looks at. */
  private final AtomicLong returned = new AtomicLong();

  /** The sequence of the last stage that was completed. */
  private final AtomicLong lastCompleted = new AtomicLong();

  private volatile boolean over;

  Scene(
      Weather weather,
      CommitLog log,
      HistoryFile history,
      Habits habits,
      Tallies tallies,
      BooleanSupplier closing,
      Consumer<String> violations) {
    this.weather = weather;
    this.log = log;
    this.history = history;
    this.habits = habits;
    this.tallies = tallies;
    this.closing = closing;
    this.violations = violations;
  }

  Weather weather() {
    return weather;
  }

  CommitLog log() {
    return log;
  }

  Habits habits() {
    return habits;
  }

  Tallies tallies() {
    return tallies;
  }

  /** Tells clients that their work is done; what they have begun they bring to its end. */
  void stop(boolean stop) {
    over = stop;
  }

  /** Tells whether a client is to begin nothing new. */
  boolean isOver() {
    return over || closing.getAsBoolean();
  }

  /** Tells whether somebody has begun to close the log. */
  boolean isClosing() {
    return closing.getAsBoolean();
  }

  /** Says what is wrong. */
  void violated(String how) {
    violations.accept(how);
  }

  long nextCall() {
    return calls.incrementAndGet();
  }

  void record(HistoryEvent event) {
    try {
      history.record(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes that a call has returned. */
  void returned() {
    returned.incrementAndGet();
  }

  long callsReturned() {
    return returned.get();
  }

  /** Notes that a stage was asked for. */
  void stageBegan() {
    outstandingStages.incrementAndGet();
  }

  /** Notes that a stage was completed, or never made. */
  void stageEnded() {
    outstandingStages.decrementAndGet();
    returned();
  }

  long outstandingStages() {
    return outstandingStages.get();
  }

  /**
   * Judges a stage that was completed where the log completes them, one after another; a retry that
   * joined a pending commit has the same sequence.
   */
  void completedInTurn(CommitResult result) {
    if (result instanceof CommitResult.Committed committed) {
      long before = lastCompleted.getAndSet(committed.sequence());
      if (before > committed.sequence()) {
        violated("stage " + committed.sequence() + " was completed after stage " + before);
      }
      tallies.one(Figure.IN_ORDER);
    }
  }
}
