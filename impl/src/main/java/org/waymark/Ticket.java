package org.waymark;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's claim to the answer of one pending commit: a parked thread's, or a stage's.
 *
 * <p>The engine completes it once; the volatile result publishes all that happened before.
 */
final class Ticket {
  /** The next claim to the same commit; see {@link PendingCommit#tickets}. */
  @Nullable Ticket next;

  private final Threads threads;
  private final @Nullable Thread waiter;
  private final @Nullable CompletableFuture<CommitResult> stage;
  private final @Nullable InOrder callbacks;
  private volatile @Nullable CommitResult result;

  private Ticket(
      Threads threads,
      @Nullable Thread waiter,
      @Nullable CompletableFuture<CommitResult> stage,
      @Nullable InOrder callbacks) {
    this.threads = threads;
    this.waiter = waiter;
    this.stage = stage;
    this.callbacks = callbacks;
  }

  /** A claim of the calling thread, which is going to {@link #await} it. */
  static Ticket ofCaller(Threads threads) {
    return new Ticket(threads, Thread.currentThread(), null, null);
  }

  /** A claim of a stage, whose dependents run on {@code callbacks}. */
  static Ticket ofStage(Threads threads, CompletableFuture<CommitResult> stage, InOrder callbacks) {
    return new Ticket(threads, null, stage, callbacks);
  }

  /** Answers the claim and wakes or completes whoever made it. */
  void complete(CommitResult answer) {
    result = answer;
    if (waiter != null) {
      threads.unpark(waiter);
    }
    if (stage != null && callbacks != null) {
      callbacks.execute(() -> stage.complete(answer));
    }
  }

  /** Waits for the answer, whatever interrupts arrive: an admitted commit cannot be cancelled. */
  CommitResult await() {
    threads.awaitUninterruptibly(this, () -> result != null);
    return Objects.requireNonNull(result);
  }
}
