package org.waymark;

import org.jspecify.annotations.Nullable;

/**
 * Drives a coordinator for a {@link CommitLog}: forms groups, decides whether the barriers overlap,
 * hands out the answers.
 *
 * <p>One thread takes a group through both barriers and then hands out its answers. That order is
 * best while each writer waits for its commit: groups form by themselves during the I/O, and
 * splitting them in two only doubles the forces. When a full group is already waiting after
 * FSYNC_1, a second thread takes FSYNC_2, so that the barriers of successive groups overlap. No
 * rule of the protocol depends on these choices.
 */
final class CommitEngine {
  /** The longest the engine waits, in nanoseconds, for answered writers to come back. */
  private static final long GATHER_NANOS = 200_000;

  /** Any new commit wakes the engine. */
  private static final long AT_ANY = 0;

  /** No new commit wakes the engine: it is at work and will look. */
  private static final long NOT_NEEDED = Long.MAX_VALUE;

  private final WriteCoordinator coordinator;
  private final CommitState state;
  private final Threads threads;
  private final TimeSource time;
  private final int groupCommitMax;
  private final Places places;
  private final TipWaiters tipWaiters;

  /** Keeps answers in sequence order when both threads hand some out. */
  private final Turn delivery;

  /** Whether a callback of the present delivery has brought more; of whoever has its turn. */
  private boolean deliverAgain;

  private volatile @Nullable Thread primary;
  private volatile @Nullable Thread second;
  private volatile @Nullable Thread closer;

  /** The sequence from which on a submitter must wake the primary thread. */
  private volatile long wakeAt = NOT_NEEDED;

  private volatile boolean stopping;
  private volatile boolean primaryEnded;
  private volatile boolean secondEnded;

  CommitEngine(
      WriteCoordinator coordinator, LogOptions options, Places places, TipWaiters tipWaiters) {
    this.coordinator = coordinator;
    this.state = coordinator.state();
    this.threads = options.threads();
    this.time = options.time();
    this.groupCommitMax = options.groupCommitMax();
    this.places = places;
    this.tipWaiters = tipWaiters;
    this.delivery = new Turn(threads);
  }

  // ------------------------------------------------------------------------------------ the steps

  /**
   * Takes one group of pending commits, if any, through FSYNC_1.
   *
   * @return how many commits it has
   */
  int barrierOneStep() {
    try {
      return coordinator.fsync1();
    } catch (LogHaltedException halted) {
      deliver();
      throw halted;
    }
  }

  /**
   * Takes one covered group, if any, through FSYNC_2, and hands out the answers there are.
   *
   * @return how many commits it has
   */
  int barrierTwoStep() {
    try {
      return coordinator.completeOldestGroup();
    } finally {
      deliver();
      if (state.wantsPruning()) {
        coordinator.prune();
      }
    }
  }

  private void deliver() {
    if (delivery.isMine()) {
      // A callback that runs at once has met a halt: the delivery that called it goes on.
      deliverAgain = true;
      return;
    }
    delivery.enter();
    try {
      do {
        deliverAgain = false;
        deliverDrained();
      } while (deliverAgain);
    } finally {
      delivery.exit();
    }
  }

  private void deliverDrained() {
    tipWaiters.reached(state.tip());
    for (PendingCommit commit : state.drain()) {
      CommitResult answer = commit.requireAnswer();
      for (Ticket ticket = commit.tickets; ticket != null; ticket = ticket.next) {
        places.giveBack();
        ticket.complete(answer);
      }
    }
    if (state.haltCause() != null) {
      tipWaiters.end();
    }
  }

  // ---------------------------------------------------------------------------------- the threads

  /** Starts the primary thread if it was never started. */
  void start() {
    if (primary == null) {
      synchronized (this) {
        if (primary == null && !stopping) {
          primary = threads.start("waymark-barriers", this::runPrimary);
        }
      }
    }
  }

  /** Tells whether the engine would wait for the caller: its own threads, and who hands out. */
  boolean needsCurrentThread() {
    Thread current = Thread.currentThread();
    return current == primary || current == second || delivery.isMine();
  }

  /** Wakes the engine if it waits for a commit with this sequence. */
  void submitted(long sequence) {
    if (sequence >= wakeAt) {
      wake();
    }
  }

  private void wake() {
    unpark(primary);
  }

  /**
   * Answers everything that was admitted, and ends the threads. The coordinator takes no more
   * submissions when this is called.
   */
  void stop() {
    synchronized (this) {
      closer = Thread.currentThread();
      stopping = true;
    }
    if (primary == null) {
      finishInline();
    } else {
      wake();
      threads.awaitUninterruptibly(this, () -> primaryEnded && (second == null || secondEnded));
    }
    deliver();
  }

  private void finishInline() {
    try {
      while (state.pendingCount() > 0) {
        barrierOneStep();
        barrierTwoStep();
      }
    } catch (LogHaltedException halted) {
      // A halt has answered everything that was pending.
      return;
    }
  }

  private void runPrimary() {
    try {
      while (true) {
        long began = time.monotonicNanos();
        if (barrierOneStep() > 0) {
          if (state.unclaimedCount() >= groupCommitMax) {
            handOver();
          } else {
            gather(barrierTwoStep(), time.monotonicNanos() - began);
          }
        } else if (barrierTwoStep() == 0) {
          // Nothing is pending, and what the second thread had in hand is published.
          if (stopping && state.pendingCount() == 0) {
            return;
          }
          parkUntil(AT_ANY, Threads.FOREVER);
        }
      }
    } catch (Throwable e) {
      endWith(e);
    } finally {
      primaryEnded = true;
      unpark(second);
      unpark(closer);
    }
  }

  /** Whatever ends a thread before its time ends the incarnation, so that nobody waits for it. */
  private void endWith(Throwable cause) {
    state.halt(cause);
    halted();
  }

  /** Hands out what a halt answered, and lets the threads see it. */
  void halted() {
    deliver();
    wake();
  }

  /**
   * Waits a little for the writers that were just answered to submit again: a group that starts
   * without most of them makes the rest wait for two barriers more.
   */
  private void gather(int answered, long cycleNanos) {
    if (answered > 1 && state.unclaimedCount() < answered) {
      long deadline = time.monotonicNanos() + Math.min(GATHER_NANOS, cycleNanos / 2);
      parkUntil(state.lastClaimed() + answered, deadline);
    }
  }

  /** Parks until a commit with {@code sequence} is admitted (0: any), the deadline or a wake-up. */
  private void parkUntil(long sequence, long deadline) {
    wakeAt = sequence;
    long wanted = Math.max(sequence, state.lastClaimed() + 1);
    if (!stopping && state.haltCause() == null && state.lastAdmitted() < wanted) {
      threads.park(this, deadline);
      // Left by a callback that ran here, an interrupt would end every park to come.
      Thread.interrupted();
    }
    wakeAt = NOT_NEEDED;
  }

  private void handOver() {
    Thread thread = second;
    if (thread == null) {
      second = threads.start("waymark-barrier-two", this::runSecond);
    } else {
      threads.unpark(thread);
    }
  }

  private void runSecond() {
    try {
      while (!primaryEnded) {
        if (barrierTwoStep() == 0) {
          threads.awaitUninterruptibly(this, () -> primaryEnded || state.coveredCount() > 0);
        }
      }
    } catch (Throwable e) {
      endWith(e);
    } finally {
      secondEnded = true;
      unpark(closer);
    }
  }

  private void unpark(@Nullable Thread thread) {
    if (thread != null) {
      threads.unpark(thread);
    }
  }
}
