package org.waymark;

import org.jspecify.annotations.Nullable;
import org.waymark.CommitResult.SsiConflict.Structure;
import org.waymark.log.Id128;
import org.waymark.log.Marker;
import org.waymark.validation.Danger;
import org.waymark.validation.SnapshotLeases;
import org.waymark.validation.TokenTable;
import org.waymark.validation.Validator;

/**
 * Steps 1 and 2 of the protocol: decides whether a submission may commit, and gives it its number
 * and its time.
 *
 * <p>Not thread-safe: every method but the constructor and {@link #recovered} runs under the
 * coordinator's state lock. It sees page sets, tokens and digests, never payload.
 */
final class Admission {
  private final Validator validator;
  private final SnapshotLeases leases;
  private final TokenTable tokens;
  private final long retryWindow;

  /** The lowest beginSeq that can still be validated; never lowered. */
  private long floor;

  /** The highest sequence given away; above the tip while commits are pending. */
  private long lastAdmitted;

  /** The commit time of {@link #lastAdmitted}. */
  private long lastTime;

  private boolean shuttingDown;

  Admission(LogOptions options, IsolationLevel isolation) {
    validator = new Validator(isolation == IsolationLevel.SERIALIZABLE, options.maxIndexPages());
    leases = new SnapshotLeases(options.maxLeases());
    tokens = new TokenTable(options.retryWindow());
    retryWindow = options.retryWindow();
  }

  /**
   * Takes over one commit of the recovered history, in order. No page of it need be remembered: the
   * floor rises with it, so nothing that began before it is ever validated.
   */
  void recovered(Marker marker) {
    tokens.record(
        marker.sequence(),
        marker.token().high(),
        marker.token().low(),
        marker.capsule().high(),
        marker.capsule().low(),
        marker.time());
    lastAdmitted = marker.sequence();
    lastTime = marker.time();
    floor = marker.sequence();
    validator.prune(floor);
    published(marker.sequence());
  }

  /**
   * Step 1: returns the answer that is final at once, or null if the submission may be admitted or
   * is pending already. No effect that an answer shows.
   *
   * <p>The token comes first, so that a retry of something that committed is told so whatever has
   * happened since (rule 11).
   *
   * @throws IllegalArgumentException if the token names another transaction
   */
  @Nullable CommitResult validate(Submission submission, long tip) {
    long known = sequenceOf(submission);
    if (known != 0) {
      return known <= tip ? new CommitResult.Committed(known, tokens.time(known)) : null;
    }
    if (shuttingDown) {
      return new CommitResult.ShuttingDown();
    }
    long beginSeq = submission.beginSeq();
    if (beginSeq > tip) {
      return new CommitResult.SnapshotInTheFuture(tip);
    }
    long lowest = Math.max(floor, tip - retryWindow);
    if (beginSeq < lowest) {
      return new CommitResult.SnapshotTooOld(lowest);
    }
    long[] written = submission.written();
    long[] read = submission.read();
    long[] conflicts = validator.conflicts(written, beginSeq);
    if (conflicts.length > 0) {
      return new CommitResult.FcwConflict(conflicts);
    }
    Danger danger = validator.danger(written, read, beginSeq);
    if (danger != null) {
      return new CommitResult.SsiConflict(
          danger.amPivot() ? Structure.PIVOT : Structure.COMMITTED_PIVOT,
          danger.with(),
          danger.withOnlyRead(),
          danger.out());
    }
    if (!validator.hasRoomFor(written, read, beginSeq)) {
      return new CommitResult.NotCommitted(
          new ValidationLimitException(submission, validator.size(), validator.limit(), floor));
    }
    return submission.capsule() == null ? new CommitResult.SerializableAt(beginSeq) : null;
  }

  /**
   * Returns the sequence that this submission's token already has, or 0.
   *
   * @throws IllegalArgumentException if the token names a transaction with another capsule
   */
  long sequenceOf(Submission submission) {
    long known = sequenceOf(submission.token());
    if (known == 0) {
      return 0;
    }
    CapsuleHandle capsule = submission.capsule();
    if (capsule == null
        || capsule.extent().id().high() != tokens.capsuleHi(known)
        || capsule.extent().id().low() != tokens.capsuleLo(known)) {
      throw new IllegalArgumentException(
          "token " + submission.token() + " already names the transaction with sequence " + known);
    }
    return known;
  }

  /**
   * Step 2: returns the commit time of the next sequence, strictly above that of the last.
   *
   * @throws ArithmeticException if there is no such time; nothing has changed
   */
  long nextTime(long nowUnixNs) {
    return Math.max(nowUnixNs, Math.addExact(lastTime, 1));
  }

  /** How far {@code time} is ahead of the last commit, or 0 if there is none to compare with. */
  long ahead(long time) {
    return lastAdmitted == 0 ? 0 : time - lastTime;
  }

  /** Returns the sequence that {@link #allocate} will give next. */
  long nextSequence() {
    return lastAdmitted + 1;
  }

  /** Gives the next sequence away; from here on the submission is part of what others meet. */
  void allocate(PendingCommit commit) {
    TxnToken token = commit.submission.token();
    Id128 capsule = commit.capsule.extent().id();
    tokens.record(
        commit.sequence, token.high(), token.low(), capsule.high(), capsule.low(), commit.time);
    Submission submission = commit.submission;
    validator.record(
        submission.written(), submission.read(), submission.beginSeq(), commit.sequence);
    lastAdmitted = commit.sequence;
    lastTime = commit.time;
  }

  /** Takes note of a transaction that only reads, and may: others meet it too. */
  void admitReader(Submission submission) {
    validator.recordReader(submission.read(), submission.beginSeq());
  }

  /** Forgets the tokens that fell out of the window when the tip rose. */
  void published(long tip) {
    if (tip > retryWindow) {
      tokens.evictThrough(tip - retryWindow);
    }
  }

  /** Returns the sequence that a token has, committed or pending; 0 if it is not remembered. */
  long sequenceOf(TxnToken token) {
    return tokens.sequenceOf(token.high(), token.low());
  }

  /**
   * Registers a lease; those whose deadline has come no longer count towards the limit.
   *
   * @throws IllegalStateException if the limit is reached
   */
  long register(long tip, long deadlineNanos, long nowNanos) {
    leases.oldest(nowNanos, tip);
    return leases.register(tip, deadlineNanos);
  }

  boolean release(long lease) {
    return leases.release(lease);
  }

  /** Raises the floor to the oldest lease, or to the tip if there is none; returns it. */
  long prune(long tip, long nowNanos) {
    floor = Math.max(floor, leases.oldest(nowNanos, tip));
    validator.prune(floor);
    return floor;
  }

  /** True when what validation remembers has reached half its limit. */
  boolean wantsPruning() {
    return validator.wantsPruning();
  }

  void shutDown() {
    shuttingDown = true;
  }

  boolean isShuttingDown() {
    return shuttingDown;
  }

  long floor() {
    return floor;
  }

  long lastAdmitted() {
    return lastAdmitted;
  }
}
