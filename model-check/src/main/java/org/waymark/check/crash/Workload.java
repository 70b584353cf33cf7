package org.waymark.check.crash;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process does to a log before the power fails, and what every later process does after it
 * has recovered the log: a small description without behaviour. Immutable.
 *
 * <p>Everything else follows from it: tokens and payloads from the transactions' numbers, the clock
 * and the incarnations' random bits from the number of the life. So a run is a function of the
 * workload, the crashes and the faults.
 *
 * @param name what a person calls it; it changes nothing
 * @param markersPerSegment the slots of each marker segment
 * @param capsuleSegmentBytes the size of each capsule segment
 * @param groupCommitMax the most commits of a group
 * @param transactions what there is to commit; transaction n of a step is the n-th
 * @param steps what the first process does
 * @param after what every later process does; its transactions are fresh ones in each life
 * @param faults what goes wrong with the disk
 */
public record Workload(
    String name,
    int markersPerSegment,
    int capsuleSegmentBytes,
    int groupCommitMax,
    List<Transaction> transactions,
    List<Step> steps,
    List<Step> after,
    List<PlannedFault> faults) {

  /**
   * A transaction as its client knows it.
   *
   * @param bytes the payload's length, 1 or more
   * @param pages the pages it writes, ascending; if none are named, two that nobody else writes
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Transaction(int bytes, List<Long> pages) {

    /** Copies the pages. */
    public Transaction {
      pages = pages == null ? List.of() : List.copyOf(pages);
    }

    /** A transaction that meets no other. */
    public static Transaction of(int bytes) {
      return new Transaction(bytes, List.of());
    }
  }

  /** Copies the lists. */
  public Workload {
    transactions = List.copyOf(transactions);
    steps = List.copyOf(steps);
    after = List.copyOf(after);
    faults = faults == null ? List.of() : List.copyOf(faults);
  }

  /** Returns the transaction of this number, from 1; beyond the last it begins anew. */
  Transaction transaction(int number) {
    return transactions.get((number - 1) % transactions.size());
  }

  /** Returns this workload with one fault more. */
  Workload with(PlannedFault fault) {
    List<PlannedFault> more = new ArrayList<>(faults);
    more.add(fault);
    return with(transactions, steps, more);
  }

  /** Returns this workload with these transactions, steps and faults. */
  public Workload with(
      List<Transaction> others, List<Step> otherSteps, List<PlannedFault> otherFaults) {
    return new Workload(
        name,
        markersPerSegment,
        capsuleSegmentBytes,
        groupCommitMax,
        others,
        otherSteps,
        after,
        otherFaults);
  }

  /**
   * Returns a hash of what decides how a life after a crash goes, beside the image that it finds:
   * two workloads that agree in it may share what was explored.
   */
  long sameness() {
    long hash = Mix.of(markersPerSegment, capsuleSegmentBytes, groupCommitMax);
    for (Step step : after) {
      hash = Mix.of(hash, step.hashCode(), commits(step) ? of(step).hashCode() : 0);
    }
    return Mix.of(hash, faults.hashCode());
  }

  private static boolean commits(Step step) {
    return step.transaction() != 0;
  }

  private Transaction of(Step step) {
    return transaction(step.transaction());
  }

  /** Builds a workload step by step. One thread. */
  static final class Builder {
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<PlannedFault> faults = new ArrayList<>();
    private List<Step> after = List.of(Step.of(Step.Act.COMMIT, 1));
    private int markersPerSegment = 8;
    private int capsuleSegmentBytes = 8 << 10;
    private int groupCommitMax = 8;

    /** Sets what the log is opened with. */
    Builder geometry(int markers, int capsuleBytes, int groupMax) {
      markersPerSegment = markers;
      capsuleSegmentBytes = capsuleBytes;
      groupCommitMax = groupMax;
      return this;
    }

    /** Adds a transaction and returns its number. */
    int transaction(int bytes, Long... pages) {
      transactions.add(new Transaction(bytes, List.of(pages)));
      return transactions.size();
    }

    /** Adds steps. */
    Builder then(Step... more) {
      steps.addAll(List.of(more));
      return this;
    }

    /** Adds a step. */
    Builder then(Step.Act act) {
      return then(Step.of(act));
    }

    /** Adds a step of a transaction. */
    Builder then(Step.Act act, int transaction) {
      return then(Step.of(act, transaction));
    }

    /** Sets what later lives do. */
    Builder after(Step... others) {
      after = List.of(others);
      return this;
    }

    /** Adds a fault. */
    Builder fault(PlannedFault fault) {
      faults.add(fault);
      return this;
    }

    /** Returns the workload. */
    Workload named(String name) {
      return new Workload(
          name,
          markersPerSegment,
          capsuleSegmentBytes,
          groupCommitMax,
          transactions.isEmpty() ? List.of(Transaction.of(1)) : transactions,
          steps,
          after,
          faults);
    }
  }
}
