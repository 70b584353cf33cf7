package org.waymark;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.log.Extent;
import org.waymark.log.Id128;
import org.waymark.log.Incarnation;
import org.waymark.observe.CommitObserver;
import org.waymark.observe.GuardedObserver;

/**
 * What the memory-ordering triples make their states of: a coordinator's state without a disk
 * behind it, and commits without bytes. It is made anew for every sample, so it is small.
 */
final class SmallCommits {
  private static final LogOptions OPTIONS =
      LogOptions.defaults().withMaxLeases(4).withMaxIndexPages(64).withRetryWindow(64);

  private static final CapsuleHandle CAPSULE =
      new CapsuleHandle(
          new Incarnation(1, 1), new Extent(new Id128(1, 1), /* location= */ 0, 1, 0, 0));

  private SmallCommits() {}

  /** A failure without a stack: making it costs no more than any small object. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Which of the two actors met it. */
    final int actor;

    Failure(int actor) {
      super("met by actor " + actor, null, false, false);
      this.actor = actor;
    }
  }

  /** Returns the state of an empty log. */
  static CommitState state() {
    return new CommitState(
        0,
        new Admission(OPTIONS, IsolationLevel.SERIALIZABLE),
        new GuardedObserver(CommitObserver.NONE));
  }

  /** Returns a submission that writes one page; the token is the transaction. */
  static Submission submission(long token, long beginSeq, long page) {
    return Submission.of(new TxnToken(0, token), beginSeq, CAPSULE).writing(page);
  }

  /** Admits a submission that writes a page of its own. */
  static PendingCommit admit(CommitState state, long token, @Nullable Ticket ticket) {
    SubmitResult result =
        state.admit(submission(token, state.tip(), token), token, ticket, /* drainable= */ true);
    return ((SubmitResult.Admitted) result).pending();
  }

  /** Claims what is pending for barrier one; null if nothing is. */
  static @Nullable Group claim(CommitState state) {
    return state.claimPending(1, sequence -> 1, Integer.MAX_VALUE);
  }

  /** Takes the oldest pending commit to where its markers are durable and nobody knows it yet. */
  static Group readyToPublish(CommitState state) {
    state.completeFsync1(Objects.requireNonNull(claim(state)));
    Group group = Objects.requireNonNull(state.claimCovered());
    state.startMarkers(group);
    return group;
  }

  /** Publishes and drains everything that is pending, as a closing engine does. */
  static void flush(CommitState state) {
    while (state.unclaimedCount() > 0) {
      state.publish(readyToPublish(state));
    }
    state.drain();
  }

  /** Writes a truth value as jcstress writes results. */
  static int bit(boolean holds) {
    return holds ? 1 : 0;
  }
}
