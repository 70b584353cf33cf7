package org.waymark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.DiskFullException;
import org.waymark.log.CapsuleLog;
import org.waymark.log.MarkerStream;
import org.waymark.log.PayloadException;
import org.waymark.log.ProofEncoder;
import org.waymark.observe.GuardedObserver;

/**
 * The commit protocol, step by step: many concurrent writers become one ordered, durable history.
 *
 * <pre>
 * capsule symbols + CommitProof → FSYNC_1 → CommitMarker → FSYNC_2 → publish the tip → answer
 * </pre>
 *
 * <p>Safe for many threads. All operations but the barriers are linearizable at one moment, under
 * the state lock; {@link #fsync1} and {@link #appendMarkersAndFsync2} are two such moments each, a
 * claim and a completion, with the I/O between them outside the lock. Callers of one barrier take
 * turns; neither barrier waits for the other. The lock order is: a barrier's turn, then the state
 * lock; no thread holds both turns.
 *
 * <p>An I/O failure <em>halts</em> the coordinator: {@code submit}, {@code fsync1}, {@code
 * appendMarkersAndFsync2} and {@code flushBatch} throw {@link LogHaltedException} from then on, and
 * {@link #drainCommitted} answers what was admitted. Applications use {@link CommitLog}, which
 * drives these steps.
 */
public final class WriteCoordinator {
  private final OperatingMode mode;
  private final int groupCommitMax;
  private final LogDirectory store;
  private final CapsuleLog capsules;
  private final MarkerStream markers;
  private final TimeSource time;
  private final GuardedObserver observer;

  /** Whose turn it is to run FSYNC_1; guards {@link #proofs}. */
  private final Turn barrierOne;

  /** Whose turn it is to run FSYNC_2. */
  private final Turn barrierTwo;

  private final ProofEncoder proofs;

  private final CommitState state;

  private final CommitHistory history;

  /**
   * Creates the coordinator of a recovered log.
   *
   * @param initialSeq the highest committed sequence from recovery
   * @param groupCommitMax the most commits in a group, 1 to the markers per segment
   * @throws IllegalArgumentException if {@code initialSeq} does not agree with the store, or {@code
   *     groupCommitMax} is out of range
   * @throws IllegalStateException if {@code store} has a coordinator already
   * @throws UnsupportedOperationException if {@code mode} is not native
   */
  public WriteCoordinator(
      OperatingMode mode, long initialSeq, int groupCommitMax, LogDirectory store) {
    this.mode = Objects.requireNonNull(mode, "mode");
    this.store = Objects.requireNonNull(store, "store");
    LogOptions options = store.options();
    if (mode != OperatingMode.NATIVE) {
      throw new UnsupportedOperationException(
          "compatibility mode is not built yet: use native mode");
    }
    if (initialSeq != store.recoveredTip()) {
      throw new IllegalArgumentException(
          "initialSeq " + initialSeq + " is not the recovered tip " + store.recoveredTip());
    }
    this.groupCommitMax =
        Limits.checkRange("groupCommitMax", groupCommitMax, 1, options.markersPerSegment());
    store.takeForCoordination();
    this.capsules = store.log().capsules();
    this.markers = store.log().markers();
    this.time = options.time();
    this.observer = store.observer();
    this.proofs = new ProofEncoder(store.log().incarnation());
    this.barrierOne = new Turn(options.threads());
    this.barrierTwo = new Turn(options.threads());
    this.state = new CommitState(initialSeq, store.admission(), observer);
    this.history = new CommitHistory(store.log().reader(), state::tip, state::committedSequenceOf);
  }

  /** Returns the operating mode. */
  public OperatingMode mode() {
    return mode;
  }

  /** Returns the log's isolation level. */
  public IsolationLevel isolation() {
    return store.isolation();
  }

  /** Returns the tip: the highest sequence up to which everything is committed. Wait-free. */
  public long commitSeqTip() {
    return state.tip();
  }

  /** Returns how many submissions are admitted and neither committed nor ended by a halt. */
  public long pendingCount() {
    return state.pendingCount();
  }

  /** Returns how many groups have completed FSYNC_2 since this log was opened. */
  public long currentEpoch() {
    return state.epoch();
  }

  /** Returns the committed history, which ends at the tip. */
  public CommitHistory history() {
    return history;
  }

  /** Returns why this incarnation ended, or empty while it lives. */
  public Optional<Throwable> haltCause() {
    return Optional.ofNullable(state.haltCause());
  }

  // ---------------------------------------------------------------------------------- snapshots

  /**
   * Begins a snapshot at the tip; reading the tip and registering the lease are one step.
   *
   * @throws IllegalStateException if the limit of open leases is reached
   */
  public Snapshot beginSnapshot() {
    return state.beginSnapshot(this, Threads.FOREVER, time.monotonicNanos());
  }

  /**
   * Begins a snapshot whose lease ends by itself after {@code lifetime}.
   *
   * @throws IllegalArgumentException if {@code lifetime} is not positive
   * @throws IllegalStateException if the limit of open leases is reached
   */
  public Snapshot beginSnapshot(Duration lifetime) {
    if (lifetime.isZero() || lifetime.isNegative()) {
      throw new IllegalArgumentException("lifetime must be positive, not " + lifetime);
    }
    return state.beginSnapshot(this, Deadlines.after(time, lifetime), time.monotonicNanos());
  }

  /**
   * Ends a snapshot's lease. Idempotent.
   *
   * @throws IllegalArgumentException if another coordinator made it
   */
  public void endSnapshot(Snapshot lease) {
    if (lease.owner() != this) {
      throw new IllegalArgumentException("lease " + lease + " is of another coordinator");
    }
    state.endSnapshot(lease);
  }

  /**
   * Raises the floor to the oldest lease's beginSeq, or to the tip if there is none, and forgets
   * what only older snapshots could need.
   *
   * @return the floor, never lower than before
   */
  public long prune() {
    return state.prune(time.monotonicNanos());
  }

  // ----------------------------------------------------------------------------------- capsules

  /**
   * Writes a capsule on the calling thread, concurrently with others, with at most two buffers of
   * 64 KiB. It is not forced: that is what FSYNC_1 of its commit does.
   *
   * @param payload 1 byte to 1 GiB; read to its end, not closed
   * @throws IllegalArgumentException if {@code payload} is empty or too long
   * @throws DiskFullException if there is no space; only this capsule is refused
   * @throws LogHaltedException if the disk failed, now or before
   * @throws IOException if {@code payload} failed
   */
  public CapsuleHandle writeCapsule(InputStream payload) throws IOException {
    Objects.requireNonNull(payload, "payload");
    state.throwIfHalted();
    try {
      return new CapsuleHandle(store.log().incarnation(), capsules.write(payload));
    } catch (PayloadException e) {
      throw e.getCause();
    } catch (DiskFullException e) {
      throw e;
    } catch (IOException e) {
      throw state.halt(e);
    }
  }

  /** Writes a capsule from memory; see {@link #writeCapsule(InputStream)}. */
  public CapsuleHandle writeCapsule(byte[] payload) throws IOException {
    return writeCapsule(new ByteArrayInputStream(payload));
  }

  // --------------------------------------------------------------------- steps 1 to 3: admission

  /**
   * Step 1: tells what {@link #submit} would answer at once, without side effect; empty if it would
   * admit the submission, or find it pending. Nothing is remembered: of a transaction that only
   * reads, {@link CommitResult.SerializableAt} holds once {@link #submit} has answered it.
   *
   * @throws IllegalArgumentException as {@link #submit} does
   */
  public Optional<CommitResult> validate(Submission submission) {
    checkShape(submission);
    return Optional.ofNullable(state.validate(submission));
  }

  /**
   * Steps 1 to 3 in one: validates, allocates the next sequence and its time, and joins the pending
   * commits. A refusal consumes nothing.
   *
   * @param nowUnixNs the wall clock; the commit time is at least this, and above every earlier one
   * @return the provisional sequence (that of the first submission, if this is a retry of one still
   *     pending), or the final answer
   * @throws IllegalArgumentException if the handle is of another incarnation, the token names
   *     another transaction, there is a capsule without written pages, or the sets are too large
   *     for the configured segments; nothing has changed
   * @throws ArithmeticException if the commit time would overflow; nothing has changed
   * @throws LogHaltedException after a halt
   */
  public SubmitResult submit(Submission submission, long nowUnixNs) {
    return submit(submission, nowUnixNs, null);
  }

  /**
   * Does what {@link #submit} does, and joins the ticket to the pending commit in the same step.
   */
  SubmitResult submit(Submission submission, long nowUnixNs, @Nullable Ticket ticket) {
    checkShape(submission);
    return state.admit(submission, nowUnixNs, ticket, true);
  }

  private void checkShape(Submission submission) {
    Objects.requireNonNull(submission, "submission");
    CapsuleHandle capsule = submission.capsule();
    if (capsule == null) {
      return;
    }
    if (!capsule.incarnation().equals(store.log().incarnation())) {
      throw new IllegalArgumentException(
          "capsule " + capsule.id() + " was written in another incarnation: write it again");
    }
    if (submission.written().length == 0) {
      throw new IllegalArgumentException("capsule without written pages");
    }
    int proof = submission.proofLength();
    if (proof > capsules.largestRecord()) {
      throw new IllegalArgumentException(
          "pages and evidence need a proof of "
              + proof
              + " bytes; a segment holds "
              + capsules.largestRecord());
    }
  }

  // --------------------------------------------------------------------------- step 4: FSYNC_1

  /**
   * Step 4: claims the oldest pending commits as a group, writes their proofs into the capsule log
   * in one write, and forces every file that the group's capsules and proofs touched.
   *
   * <p>A group has at most {@code groupCommitMax} commits, lies within one marker segment, and its
   * proofs within one capsule segment.
   *
   * @return how many commits the group has; 0, and no I/O, if nothing is pending
   * @throws LogHaltedException if the disk failed, now or before
   */
  public int fsync1() {
    Group group = claimFsync1();
    return group == null ? 0 : completeFsync1(group);
  }

  /**
   * The first half of {@link #fsync1}: when this call's turn comes, claims a group, if any. The
   * caller keeps the turn until {@link #completeFsync1}, which it must call.
   */
  @Nullable Group claimFsync1() {
    barrierOne.enter();
    Group group = null;
    try {
      group = state.claimPending(groupCommitMax, markers::roomFor, capsules.largestRecord());
      return group;
    } finally {
      if (group == null) {
        barrierOne.exit();
      }
    }
  }

  /** The second half of {@link #fsync1}: forces what the group touched, and gives the turn away. */
  int completeFsync1(Group group) {
    try {
      try {
        group.cover(proofs, capsules);
      } catch (Throwable e) {
        throw state.halt(e);
      }
      state.completeFsync1(group);
      return group.size();
    } finally {
      barrierOne.exit();
    }
  }

  // ------------------------------------------------------------ steps 5 to 7: FSYNC_2, publish

  /**
   * Steps 5 to 7 for every group that has had its FSYNC_1 when this call's turn comes, oldest
   * first, one group at a time: writes the markers in one write, forces them, publishes the tip.
   *
   * @return the sequences whose markers are durable now; empty, and no I/O, if no group was waiting
   * @throws LogHaltedException if the disk failed, now or before
   */
  public List<Long> appendMarkersAndFsync2() {
    barrierTwo.enter();
    try {
      List<Long> durable = new ArrayList<>();
      for (int groups = state.coveredCount(); groups > 0; groups--) {
        Group group = Objects.requireNonNull(state.claimCovered());
        writeAndPublish(group);
        group.commits.forEach(commit -> durable.add(commit.sequence));
      }
      return durable;
    } finally {
      barrierTwo.exit();
    }
  }

  /**
   * The first half of FSYNC_2 for one group: when this call's turn comes, claims the oldest covered
   * group, if any. The caller keeps the turn until {@link #completeFsync2}, which it must call.
   */
  @Nullable Group claimFsync2() {
    barrierTwo.enter();
    Group group = null;
    try {
      group = state.claimCovered();
      return group;
    } finally {
      if (group == null) {
        barrierTwo.exit();
      }
    }
  }

  /** The second half of FSYNC_2 for one group: publishes it, and gives the turn away. */
  void completeFsync2(Group group) {
    try {
      writeAndPublish(group);
    } finally {
      barrierTwo.exit();
    }
  }

  /** Takes a claimed group through FSYNC_2; the caller has barrier two's turn. */
  private void writeAndPublish(Group group) {
    try {
      markers.prepare(group.firstSeq());
      long durableUpTo = state.startMarkers(group);
      markers.append(group.markers, durableUpTo);
      markers.force();
      if (!store.log().stillOwned()) {
        throw new IOException("the log's lock file was removed or replaced: another may own it");
      }
    } catch (Throwable e) {
      throw state.halt(e);
    }
    state.publish(group);
  }

  // ---------------------------------------------------------------------------- step 8: answers

  /**
   * Step 8: hands out the final answers that nobody has taken, in sequence order, each exactly
   * once. Works after a halt too.
   */
  public List<Answer> drainCommitted() {
    List<PendingCommit> drained = state.drain();
    List<Answer> answers = new ArrayList<>(drained.size());
    for (PendingCommit commit : drained) {
      answers.add(new Answer(commit.sequence, commit.submission.token(), commit.requireAnswer()));
    }
    return answers;
  }

  // ----------------------------------------------------------------------- sequences of the steps

  /**
   * Takes one batch through the protocol: FSYNC_1, unless a covered group is waiting already; then
   * FSYNC_2 of the oldest covered group; then the answers.
   *
   * @throws LogHaltedException if the disk failed, now or before
   */
  public List<Answer> flushBatch() {
    long began = time.monotonicNanos();
    Group group = flushOldest();
    if (group != null) {
      observer.flushBatch(
          group.epoch,
          group.size(),
          group.firstSeq(),
          group.lastSeq(),
          time.monotonicNanos() - began);
    }
    return drainCommitted();
  }

  private @Nullable Group flushOldest() {
    if (state.coveredCount() == 0) {
      fsync1();
    }
    return completeOldestInTurn();
  }

  /** Takes one covered group, if any, through FSYNC_2 when its turn comes; returns its size. */
  int completeOldestGroup() {
    Group group = completeOldestInTurn();
    return group == null ? 0 : group.size();
  }

  private @Nullable Group completeOldestInTurn() {
    Group group = claimFsync2();
    if (group != null) {
      completeFsync2(group);
    }
    return group;
  }

  /**
   * The whole protocol for one submission: submits it and runs the barriers until it is answered.
   * Takes its own answer only; the others' stay for {@link #drainCommitted}.
   *
   * @return the final answer; after a halt in between, not committed or outcome unknown
   * @throws IllegalArgumentException as {@link #submit} does
   * @throws LogHaltedException if the log had halted before
   */
  public CommitResult submitAndCommit(Submission submission, long nowUnixNs) {
    checkShape(submission);
    SubmitResult result = state.admit(submission, nowUnixNs, null, false);
    if (!(result instanceof SubmitResult.Admitted admitted)) {
      return (CommitResult) result;
    }
    PendingCommit pending = admitted.pending();
    CommitResult answer = pending.answer();
    while (answer == null) {
      try {
        flushOldest();
      } catch (LogHaltedException halted) {
        // A halt answers everything admitted.
        return pending.requireAnswer();
      }
      answer = pending.answer();
    }
    return answer;
  }

  /** Refuses new submissions from here on. What was admitted can still be flushed. Idempotent. */
  public void initiateShutdown() {
    state.initiateShutdown();
  }

  /** The transitions, for the engine that drives this coordinator. */
  CommitState state() {
    return state;
  }

  /** Returns mode, tip, pending commits, groups, floor and whether it shuts down or has halted. */
  @Override
  public String toString() {
    return "WriteCoordinator[mode=" + mode + ", " + state + "]";
  }
}
