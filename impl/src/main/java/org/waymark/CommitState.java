package org.waymark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.waymark.observe.GuardedObserver;

/**
 * The coordinator's state and its transitions: each method is one linearizable step of the protocol
 * under the state lock, without I/O. {@link WriteCoordinator} does the I/O between them.
 *
 * <p>A commit's way: {@link #admit} → {@link #claimPending} → (FSYNC_1) → {@link #completeFsync1} →
 * {@link #claimCovered} → {@link #startMarkers} → (FSYNC_2) → {@link #publish} → {@link #drain}; or
 * {@link #halt} from anywhere. After a halt every step of that way throws {@link
 * LogHaltedException}, except the last.
 */
final class CommitState {
  private final ReentrantLock lock = new ReentrantLock();
  private final GuardedObserver observer;
  private final Admission admission;
  private final Outstanding outstanding;

  /** Groups that had their FSYNC_1 and wait for FSYNC_2, oldest first. */
  private final ArrayDeque<Group> covered = new ArrayDeque<>();

  /** The group that barrier two has claimed and not published. */
  private @Nullable Group publishing;

  /** Answered, not yet drained, in sequence order. */
  private final ArrayDeque<PendingCommit> answered = new ArrayDeque<>();

  /** Written under the lock, read by anyone: whoever sees it sees all that it covers. */
  private volatile long tip;

  /** Groups whose FSYNC_2 returned. */
  private long epoch;

  /** Why the incarnation ended; written once, under the lock. */
  private volatile @Nullable Throwable haltCause;

  CommitState(long initialSeq, Admission admission, GuardedObserver observer) {
    this.tip = initialSeq;
    this.outstanding = new Outstanding(initialSeq);
    this.admission = admission;
    this.observer = observer;
  }

  long tip() {
    return tip;
  }

  /** Under the lock, so that nobody sees a group counted before its tip, or after. */
  long epoch() {
    lock.lock();
    try {
      return epoch;
    } finally {
      lock.unlock();
    }
  }

  @Nullable Throwable haltCause() {
    return haltCause;
  }

  void throwIfHalted() {
    Throwable cause = haltCause;
    if (cause != null) {
      throw new LogHaltedException(cause);
    }
  }

  long pendingCount() {
    lock.lock();
    try {
      return haltCause == null ? outstanding.size() : 0;
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many admitted commits no group has claimed. */
  int unclaimedCount() {
    lock.lock();
    try {
      return haltCause == null ? outstanding.unclaimed() : 0;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the highest sequence that a group has claimed. */
  long lastClaimed() {
    lock.lock();
    try {
      return outstanding.firstUnclaimed() - 1;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the highest sequence given away. */
  long lastAdmitted() {
    lock.lock();
    try {
      return admission.lastAdmitted();
    } finally {
      lock.unlock();
    }
  }

  int coveredCount() {
    lock.lock();
    try {
      throwIfHalted();
      return covered.size();
    } finally {
      lock.unlock();
    }
  }

  // ---------------------------------------------------------------------------------- snapshots

  Snapshot beginSnapshot(WriteCoordinator owner, long deadlineNanos, long nowNanos) {
    lock.lock();
    try {
      long beginSeq = tip;
      long lease = admission.register(beginSeq, deadlineNanos, nowNanos);
      observer.beginSnapshot(beginSeq);
      return new Snapshot(owner, lease, beginSeq);
    } finally {
      lock.unlock();
    }
  }

  void endSnapshot(Snapshot snapshot) {
    lock.lock();
    try {
      if (admission.release(snapshot.lease())) {
        observer.endSnapshot(snapshot.beginSeq());
      }
    } finally {
      lock.unlock();
    }
  }

  long prune(long nowNanos) {
    lock.lock();
    try {
      long before = admission.floor();
      long floor = admission.prune(tip, nowNanos);
      if (floor > before) {
        observer.prune(floor);
      }
      return floor;
    } finally {
      lock.unlock();
    }
  }

  /** True when what validation remembers has reached half its limit. */
  boolean wantsPruning() {
    lock.lock();
    try {
      return admission.wantsPruning();
    } finally {
      lock.unlock();
    }
  }

  // --------------------------------------------------------------------- steps 1 to 3: admission

  /** Returns the committed sequence that a remembered token has, or 0. */
  long committedSequenceOf(TxnToken token) {
    lock.lock();
    try {
      long sequence = admission.sequenceOf(token);
      return sequence <= tip ? sequence : 0;
    } finally {
      lock.unlock();
    }
  }

  @Nullable CommitResult validate(Submission submission) {
    lock.lock();
    try {
      return admission.validate(submission, tip);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Validates, allocates and joins the pending, or joins the commit that this is a retry of.
   *
   * @param ticket who waits for the answer, joined to the commit in the same step; or null
   * @param drainable whether the submitter expects the answer from drain, and does not take it from
   *     the commit itself
   */
  SubmitResult admit(
      Submission submission, long nowUnixNs, @Nullable Ticket ticket, boolean drainable) {
    lock.lock();
    try {
      throwIfHalted();
      CommitResult answer = admission.validate(submission, tip);
      if (answer != null) {
        if (answer instanceof CommitResult.SerializableAt) {
          admission.admitReader(submission);
        }
        tellAtOnce(answer, submission.beginSeq());
        return answer;
      }
      long known = admission.sequenceOf(submission);
      PendingCommit pending = known != 0 ? outstanding.get(known) : allocate(submission, nowUnixNs);
      pending.drainable |= drainable;
      if (ticket != null) {
        ticket.next = pending.tickets;
        pending.tickets = ticket;
      }
      return new SubmitResult.Admitted(pending);
    } finally {
      lock.unlock();
    }
  }

  private void tellAtOnce(CommitResult answer, long beginSeq) {
    if (answer instanceof CommitResult.Committed || answer instanceof CommitResult.SerializableAt) {
      observer.answerAtOnce(answer.name(), beginSeq);
    } else {
      observer.refuse(answer.name(), beginSeq);
    }
  }

  private PendingCommit allocate(Submission submission, long nowUnixNs) {
    long time = admission.nextTime(nowUnixNs);
    long ahead = admission.ahead(time);
    PendingCommit pending = new PendingCommit(admission.nextSequence(), time, submission);
    try {
      outstanding.add(pending);
      admission.allocate(pending);
    } catch (Throwable e) {
      // Half an admission cannot be taken back: this incarnation must not go on with it.
      throw halt(e);
    }
    observer.submit(
        pending.sequence,
        submission.beginSeq(),
        submission.written().length,
        submission.read().length,
        time);
    if (ahead > Limits.CLOCK_AHEAD_NANOS) {
      observer.clockAhead(pending.sequence, ahead);
    }
    return pending;
  }

  // --------------------------------------------------------------------------- step 4: FSYNC_1

  /**
   * Claims the oldest unclaimed commits as a group, or returns null if there are none.
   *
   * @param groupCommitMax the most commits it may have
   * @param roomFor how many marker slots are left, from a sequence on, in its segment
   * @param proofBytesMax the most bytes its proofs may have together (one commit always goes)
   */
  @Nullable Group claimPending(int groupCommitMax, RoomFor roomFor, int proofBytesMax) {
    lock.lock();
    try {
      throwIfHalted();
      long first = outstanding.firstUnclaimed();
      int most = Math.min(outstanding.unclaimed(), Math.min(groupCommitMax, roomFor.slots(first)));
      int count = 0;
      long bytes = 0;
      while (count < most) {
        bytes += outstanding.get(first + count).submission.proofLength();
        if (count > 0 && bytes > proofBytesMax) {
          break;
        }
        count++;
      }
      if (count == 0) {
        return null;
      }
      Group group = new Group(outstanding.claim(count));
      observer.fsync1Claim(group.firstSeq(), group.lastSeq());
      return group;
    } finally {
      lock.unlock();
    }
  }

  /** Arithmetic of the marker stream that a claim needs. */
  interface RoomFor {
    int slots(long sequence);
  }

  void completeFsync1(Group group) {
    lock.lock();
    try {
      throwIfHalted();
      covered.add(group);
      observer.fsync1Complete(group.firstSeq(), group.lastSeq());
    } finally {
      lock.unlock();
    }
  }

  // ------------------------------------------------------------------ steps 5 to 7: FSYNC_2, tip

  @Nullable Group claimCovered() {
    lock.lock();
    try {
      throwIfHalted();
      Group group = covered.poll();
      publishing = group;
      if (group != null) {
        observer.appendMarkersClaim(group.firstSeq(), group.lastSeq());
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes that the write of a group's markers begins: should the log halt from here on, only
   * recovery can tell whether these commits exist.
   *
   * @return the watermark: the last sequence whose FSYNC_2 has returned
   */
  long startMarkers(Group group) {
    lock.lock();
    try {
      throwIfHalted();
      group.markersStarted = true;
      observer.appendMarkersWrite(group.firstSeq(), group.lastSeq(), tip);
      return tip;
    } finally {
      lock.unlock();
    }
  }

  /** Publishes a group whose markers are durable: answers it, moves the tip, counts the epoch. */
  void publish(Group group) {
    lock.lock();
    try {
      throwIfHalted();
      publishing = null;
      for (PendingCommit commit : group.commits) {
        answer(commit, new CommitResult.Committed(commit.sequence, commit.time));
      }
      long last = group.lastSeq();
      outstanding.publish(last);
      admission.published(last);
      long completed = epoch + 1;
      epoch = completed;
      group.epoch = completed;
      tip = last;
      observer.publish(completed, group.firstSeq(), last);
    } finally {
      lock.unlock();
    }
  }

  // ---------------------------------------------------------------------------- step 8: answers

  private void answer(PendingCommit commit, CommitResult result) {
    commit.answer(result);
    if (commit.drainable) {
      answered.add(commit);
    } else {
      observer.answer(commit.sequence, result.name());
    }
  }

  /** Hands out what was answered since the last call; the commits' tickets go to the caller. */
  List<PendingCommit> drain() {
    lock.lock();
    try {
      List<PendingCommit> drained = new ArrayList<>(answered);
      answered.clear();
      for (PendingCommit commit : drained) {
        observer.answer(commit.sequence, commit.requireAnswer().name());
      }
      return drained;
    } finally {
      lock.unlock();
    }
  }

  // -------------------------------------------------------------------------- shutdown and halt

  void initiateShutdown() {
    lock.lock();
    try {
      if (!admission.isShuttingDown()) {
        admission.shutDown();
        observer.initiateShutdown();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the incarnation, if it has not ended before, and answers everything admitted: outcome
   * unknown if the write of its marker had started, otherwise not committed.
   *
   * @return the exception to throw; it carries the first cause
   */
  LogHaltedException halt(Throwable cause) {
    lock.lock();
    try {
      Throwable first = haltCause;
      if (first != null) {
        return new LogHaltedException(first);
      }
      haltCause = cause;
      Group group = publishing;
      long unknownUpTo = group != null && group.markersStarted ? group.lastSeq() : tip;
      for (long sequence = tip + 1; sequence <= admission.lastAdmitted(); sequence++) {
        answer(
            outstanding.get(sequence),
            sequence <= unknownUpTo
                ? new CommitResult.OutcomeUnknown(cause)
                : new CommitResult.NotCommitted(cause));
      }
      observer.halt(cause);
      return new LogHaltedException(cause);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    lock.lock();
    try {
      return "tip="
          + tip
          + ", pending="
          + (haltCause == null ? outstanding.size() : 0)
          + ", covered="
          + (haltCause == null ? covered.size() : 0)
          + ", epoch="
          + epoch
          + ", floor="
          + admission.floor()
          + (admission.isShuttingDown() ? ", shutting down" : "")
          + (haltCause == null ? "" : ", halted: " + haltCause);
    } finally {
      lock.unlock();
    }
  }
}
