package org.waymark;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.disk.PlainDisk;

/**
 * Snapshots, the floor and the commit index: validation while others begin and end snapshots,
 * admit, publish and prune.
 *
 * <p>In a scenario one thread publishes, as barrier two's turn sees to it in the coordinator. What
 * it publishes is taken through {@link CommitState} without I/O.
 */
public final class SnapshotsOperations {
  private final WriteCoordinator coordinator;
  private final CommitState state;

  /** The latest snapshot of each thread. */
  private final Snapshot[] snapshots;

  /** Opens an empty log. */
  public SnapshotsOperations() throws LogRefusedException {
    LogDirectory directory = LogDirectory.recover(new PlainDisk(), NewCommitLog.OPTIONS);
    coordinator = new WriteCoordinator(OperatingMode.NATIVE, 0, 1, directory);
    state = coordinator.state();
    Snapshot beginning = coordinator.beginSnapshot();
    coordinator.endSnapshot(beginning);
    snapshots = new Snapshot[] {beginning, beginning, beginning, beginning, beginning};
  }

  /** Begins a snapshot of a thread's own. */
  @Operation
  public long begin(int thread) {
    snapshots[thread] = coordinator.beginSnapshot();
    return snapshots[thread].beginSeq();
  }

  /** Ends the snapshot that the thread has begun last. */
  @Operation
  public void end(int thread) {
    coordinator.endSnapshot(snapshots[thread]);
  }

  /** Raises the floor. */
  @Operation
  public long prune() {
    return coordinator.prune();
  }

  /** Admits a transaction that writes a page, as of a sequence. */
  @Operation
  public String admit(int transaction, int page, int beginSeq) {
    return CommitStateOperations.words(
        state.admit(CommitStateOperations.submission(transaction, page, beginSeq), 0, null, true));
  }

  /** Asks what admission would answer. */
  @Operation
  public String validate(int transaction, int page, int beginSeq) {
    return coordinator
        .validate(CommitStateOperations.submission(transaction, page, beginSeq))
        .map(CommitStateOperations::words)
        .orElse("admissible");
  }

  /** Publishes the oldest commit, if there is one; by one thread at a time. */
  @Operation
  public String publish() {
    Group group = state.claimPending(1, sequence -> 1, 1);
    if (group == null) {
      return "nothing";
    }
    state.completeFsync1(group);
    Group claimed = Objects.requireNonNull(state.claimCovered());
    state.startMarkers(claimed);
    state.publish(claimed);
    return "published";
  }

  /** Transactions and the pages they wrote, in lists, and the snapshots in use. */
  public static final class Specification {
    private final List<Integer> transactions = new ArrayList<>();
    private final List<Integer> pages = new ArrayList<>();
    private final long[] leases = {-1, -1, -1, -1, -1};
    private final List<Long> abandoned = new ArrayList<>();
    private long tip;
    private long floor;

    /** Begins a snapshot; an earlier one of the thread is never ended. */
    public long begin(int thread) {
      if (leases[thread] >= 0) {
        abandoned.add(leases[thread]);
      }
      leases[thread] = tip;
      return tip;
    }

    /** Ends a snapshot. */
    public void end(int thread) {
      leases[thread] = -1;
    }

    /** Raises the floor to the oldest snapshot in use, or to the tip. */
    public long prune() {
      long oldest = tip;
      for (long lease : leases) {
        oldest = lease < 0 ? oldest : Math.min(oldest, lease);
      }
      for (long lease : abandoned) {
        oldest = Math.min(oldest, lease);
      }
      floor = Math.max(floor, oldest);
      return floor;
    }

    /** Admits a transaction unless it must lose, or is admitted. */
    public String admit(int transaction, int page, int beginSeq) {
      String answer = validate(transaction, page, beginSeq);
      if (!answer.equals("admissible")) {
        return answer;
      }
      if (!transactions.contains(transaction)) {
        transactions.add(transaction);
        pages.add(page);
      }
      return "admitted " + (transactions.indexOf(transaction) + 1);
    }

    /** Decides as admission does. */
    public String validate(int transaction, int page, int beginSeq) {
      int known = transactions.indexOf(transaction) + 1;
      if (known > 0) {
        return known <= tip ? "committed" : "admissible";
      }
      if (beginSeq > tip) {
        return "snapshot_in_the_future";
      }
      if (beginSeq < floor) {
        return "snapshot_too_old";
      }
      return pages.subList(beginSeq, pages.size()).contains(page) ? "fcw_conflict" : "admissible";
    }

    /** Publishes the oldest commit. */
    public String publish() {
      if (tip == transactions.size()) {
        return "nothing";
      }
      tip++;
      return "published";
    }
  }
}
