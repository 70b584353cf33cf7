package org.waymark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.waymark.check.lincheck.CoordinatorSpecification;
import org.waymark.check.lincheck.MarkerLedger;
import org.waymark.check.lincheck.StandingTime;
import org.waymark.check.lincheck.SteppedDisk;
import org.waymark.check.lincheck.Words;

/**
 * The shipped write coordinator on a simulated disk, its operations by the names, and its answers
 * in the words, of {@link CoordinatorSpecification}, which says what each does.
 *
 * <p>It is here for the halves of the barriers, which nobody else may call. {@code caller} is the
 * number of the thread: who has claimed a barrier, or holds a snapshot.
 */
public final class CoordinatorOperations {
  private static final int CALLERS = 5;

  private final MarkerLedger ledger = new MarkerLedger();
  private final SteppedDisk disk = new SteppedDisk(ledger);
  private final NewLog log;
  private final WriteCoordinator coordinator;

  /** What each caller has claimed or begun: each element is used by one thread. */
  private final @Nullable Group[] inFsync1 = new @Nullable Group[CALLERS];

  private final @Nullable Group[] inFsync2 = new @Nullable Group[CALLERS];
  private final @Nullable Snapshot[] leases = new @Nullable Snapshot[CALLERS];

  /** Opens a new log, and commits sequence 1. */
  public CoordinatorOperations() throws IOException {
    log = new NewLog(disk);
    coordinator = log.coordinator();
  }

  /** See {@link CoordinatorSpecification#validate}. */
  @Operation
  public String validate(int transaction, int beginSeq) {
    return Words.of(coordinator.validate(log.submission(transaction, beginSeq)));
  }

  /** See {@link CoordinatorSpecification#submit}. */
  @Operation
  public String submit(int transaction, int beginSeq) {
    Submission submission = log.submission(transaction, beginSeq);
    return orHalted(() -> Words.of(coordinator.submit(submission, StandingTime.UNIX_NANOS)));
  }

  // --------------------------------------------------------------------------------- barriers

  /** See {@link CoordinatorSpecification#claimFsync1}. */
  @Operation
  public String claimFsync1(int caller) {
    return orHalted(() -> claimed(coordinator.claimFsync1(), caller, inFsync1));
  }

  /** See {@link CoordinatorSpecification#claimFsync2}. */
  @Operation
  public String claimFsync2(int caller) {
    return orHalted(() -> claimed(coordinator.claimFsync2(), caller, inFsync2));
  }

  private static String claimed(@Nullable Group group, int caller, @Nullable Group[] groups) {
    groups[caller] = group;
    return Words.claimed(group == null ? 0 : group.size());
  }

  /** See {@link CoordinatorSpecification#completeFsync1}. */
  @Operation
  public String completeFsync1(int caller) {
    Group group = inFsync1[caller];
    if (group == null) {
      return Words.NOTHING;
    }
    inFsync1[caller] = null;
    return orHalted(() -> Words.covered(coordinator.completeFsync1(group)));
  }

  /** See {@link CoordinatorSpecification#completeFsync2}. */
  @Operation
  public String completeFsync2(int caller) {
    Group group = inFsync2[caller];
    if (group == null) {
      return Words.NOTHING;
    }
    inFsync2[caller] = null;
    return orHalted(
        () -> {
          coordinator.completeFsync2(group);
          return "published";
        });
  }

  /** See {@link CoordinatorSpecification#failFsync1}. */
  @Operation
  public String failFsync1(int caller, int at) {
    return failing(caller, at, () -> completeFsync1(caller));
  }

  /** See {@link CoordinatorSpecification#failFsync2}. */
  @Operation
  public String failFsync2(int caller, int at) {
    return failing(caller, at, () -> completeFsync2(caller));
  }

  /** See {@link CoordinatorSpecification#drain}. */
  @Operation
  public String drain() {
    List<Answer> answers = coordinator.drainCommitted();
    ledger.note(answers);
    return Words.of(answers);
  }

  // ------------------------------------------------------------------------- reads, snapshots

  /** See {@link CoordinatorSpecification#tip}. */
  @Operation
  public long tip() {
    return coordinator.commitSeqTip();
  }

  /** See {@link CoordinatorSpecification#pending}. */
  @Operation
  public long pending() {
    return coordinator.pendingCount();
  }

  /** See {@link CoordinatorSpecification#epoch}. */
  @Operation
  public long epoch() {
    return coordinator.currentEpoch();
  }

  /** See {@link CoordinatorSpecification#cause}. */
  @Operation
  public String cause() {
    return Words.ofCause(coordinator.haltCause());
  }

  /** See {@link CoordinatorSpecification#begin}. */
  @Operation
  public long begin(int caller) {
    Snapshot lease = leases[caller];
    if (lease == null) {
      lease = coordinator.beginSnapshot();
      leases[caller] = lease;
    }
    return lease.beginSeq();
  }

  /** See {@link CoordinatorSpecification#end}. */
  @Operation
  public void end(int caller) {
    Snapshot lease = leases[caller];
    if (lease != null) {
      coordinator.endSnapshot(lease);
      leases[caller] = null;
    }
  }

  /** See {@link CoordinatorSpecification#prune}. */
  @Operation
  public long prune() {
    return coordinator.prune();
  }

  // ------------------------------------------------------------------------ shutdown and halt

  /** See {@link CoordinatorSpecification#shutdown}. */
  @Operation
  public void shutdown() {
    coordinator.initiateShutdown();
  }

  /** See {@link CoordinatorSpecification#failCapsule}. */
  @Operation
  public String failCapsule(int caller) {
    return failing(caller, 1, () -> coordinator.writeCapsule(new byte[] {1}).toString());
  }

  /** See {@link CoordinatorSpecification#settled}. */
  @Operation
  public String settled() {
    return ledger.settled();
  }

  /** Something that the coordinator does, with an answer in words. */
  private interface Step {
    String act() throws IOException;
  }

  private static String orHalted(Step step) {
    try {
      return step.act();
    } catch (LogHaltedException halted) {
      return Words.of(halted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a step in which the disk fails the caller's write or force of this number. */
  private String failing(int caller, int at, Step step) {
    disk.doom(at, Words.haltedBy(caller));
    try {
      return orHalted(step);
    } finally {
      disk.spare();
    }
  }
}
