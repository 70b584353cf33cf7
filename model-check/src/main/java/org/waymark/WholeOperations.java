package org.waymark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.lincheck.MarkerLedger;
import org.waymark.check.lincheck.StandingTime;
import org.waymark.check.lincheck.SteppedDisk;
import org.waymark.check.lincheck.Words;

/**
 * The coordinator's operations that are sequences of steps, called whole.
 *
 * <p>They are not linearizable with everything else, since others see what is between their steps:
 * a commit that is admitted and not yet published is in the way of a conflicting one. What is left
 * is what holds all the same: of transactions with pages of their own each {@code submitAndCommit}
 * is one step of those that only look at the tip, and of what is submitted each answer is handed
 * out by exactly one {@code flushBatch}.
 */
public final class WholeOperations {
  private final NewLog log;
  private final WriteCoordinator coordinator;
  private final List<Answer> flushed = new ArrayList<>();

  /** Opens a new log, and commits sequence 1. */
  public WholeOperations() throws IOException {
    log = new NewLog(new SteppedDisk(new MarkerLedger()));
    coordinator = log.coordinator();
  }

  /** What the operations answer one after another. */
  public static final class Specification {
    private final List<Integer> admitted = new ArrayList<>(List.of(-1));

    /** Admits the transaction if it is new; it is committed. */
    public String submitAndCommit(int transaction) {
      return committed(sequence(transaction));
    }

    /** Admits the transaction if it is new. */
    public String submit(int transaction) {
      return Words.admitted(sequence(transaction));
    }

    private int sequence(int transaction) {
      if (!admitted.contains(transaction)) {
        admitted.add(transaction);
      }
      return admitted.indexOf(transaction) + 1;
    }

    private static String committed(int sequence) {
      return Words.committed(sequence, StandingTime.UNIX_NANOS + sequence - 1);
    }

    /** Every commit is at or below the tip. */
    public long tip() {
      return admitted.size();
    }

    /** Everybody has taken their answer: none is left. */
    public String drain() {
      return "[]";
    }

    /** Completes a group, or none, and takes answers, of which each is above the one before. */
    public boolean flush() {
      return true;
    }

    /** What all flushes together have answered, when nothing is pending. */
    public String answers() {
      List<String> all = new ArrayList<>();
      for (int sequence = 2; sequence <= admitted.size(); sequence++) {
        all.add(committed(sequence));
      }
      return all.toString();
    }
  }

  /** Takes a transaction with a page of its own through the protocol. */
  @Operation
  public String submitAndCommit(int transaction) {
    return Words.of(
        coordinator.submitAndCommit(log.submission(transaction, 1), StandingTime.UNIX_NANOS));
  }

  /** Admits a transaction with a page of its own. */
  @Operation
  public String submit(int transaction) {
    return Words.of(coordinator.submit(log.submission(transaction, 1), StandingTime.UNIX_NANOS));
  }

  /** Returns the tip. */
  @Operation
  public long tip() {
    return coordinator.commitSeqTip();
  }

  /** Takes the answers that nobody has taken. */
  @Operation
  public String drain() {
    return Words.of(coordinator.drainCommitted());
  }

  /**
   * Takes a group, if there is one, through the protocol, and keeps the answers; tells whether they
   * came in sequence order.
   */
  @Operation
  public boolean flush() {
    List<Answer> answers = coordinator.flushBatch();
    synchronized (flushed) {
      flushed.addAll(answers);
    }
    long last = 0;
    boolean ascending = true;
    for (Answer answer : answers) {
      ascending &= answer.sequence() > last;
      last = answer.sequence();
    }
    return ascending;
  }

  /** Returns the answers of all flushes in sequence order. */
  @Operation
  public String answers() {
    synchronized (flushed) {
      flushed.sort(Comparator.comparingLong(Answer::sequence));
      return Words.of(flushed);
    }
  }
}
