package org.waymark.stress.storm;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.waymark.CommitResult;

/**
 * A stage that a client got for a commit: who hears of the answer, and the many ways not to wait
 * for it. Nothing a client does to its own future may keep the commit from its end.
 */
final class StagedCommit {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final Duration LONGEST_BLOCK = Duration.ofMillis(1);

  private final Scene scene;
  private final CompletionStage<CommitResult> stage;

  StagedCommit(Scene scene, CompletionStage<CommitResult> stage) {
    this.scene = scene;
    this.stage = stage;
  }

  /** Has the answer recorded when it comes, and judges that it comes in its turn. */
  void whenAnswered(Consumer<CommitResult> record) {
    Thread client = Thread.currentThread();
    stage.whenComplete(
        (result, failure) -> {
          if (failure != null) {
            scene.violated("a stage failed instead of being answered: " + failure);
          } else {
            record.accept(result);
            // On the client's own thread it had been completed before anybody could listen.
            if (Thread.currentThread() != client) {
              scene.completedInTurn(result);
            }
          }
          scene.stageEnded();
        });
  }

  /** Attaches a dependent that behaves as badly as a user's may. */
  void attachUnruly(SplittableRandom random) {
    int kind = random.nextInt(8);
    Thread client = Thread.currentThread();
    stage.thenAccept(
        result -> {
          switch (kind) {
            case 0 -> block(result);
            case 1 -> {
              scene.tallies().one(Figure.THREW);
              throw new IllegalStateException("a callback that throws");
            }
            case 2 -> interruptUnless(client);
            default -> {
              // Well behaved.
            }
          }
        });
  }

  /** Leaves an interrupt behind for whoever runs callbacks, but not for a client to puzzle over. */
  private static void interruptUnless(Thread client) {
    if (Thread.currentThread() != client) {
      Thread.currentThread().interrupt();
    }
  }

  private void block(CommitResult result) {
    if (result instanceof CommitResult.Committed committed) {
      try {
        scene.tallies().one(Figure.BLOCKED);
        scene.log().awaitTip(committed.sequence() + 1, LONGEST_BLOCK);
      } catch (InterruptedException byAnother) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits, or stops waiting, or never does. */
  void waitSomehow(Interruptible self, SplittableRandom random)
      throws IOException, InterruptedException {
    CompletableFuture<CommitResult> future = stage.toCompletableFuture();
    long most = random.nextLong(LONGEST_WAIT_NANOS);
    switch (random.nextInt(5)) {
      case 0 -> self.in(Phase.AWAITING_STAGE, () -> outcome(future, Long.MAX_VALUE));
      case 1 -> {
        if (!self.in(Phase.AWAITING_STAGE, () -> outcome(future, most))) {
          cancel(future);
        }
      }
      case 2 -> {
        var limited = future.orTimeout(most, TimeUnit.NANOSECONDS);
        self.in(Phase.AWAITING_STAGE, () -> outcome(limited, Long.MAX_VALUE));
      }
      case 3 -> cancel(future);
      default -> {
        // It forgets the stage.
      }
    }
  }

  private void cancel(CompletableFuture<CommitResult> future) {
    if (future.cancel(true)) {
      scene.tallies().one(Figure.CANCELLED);
    }
  }

  /** Waits for a future; returns false if the time was up. */
  private boolean outcome(CompletableFuture<CommitResult> future, long nanos)
      throws InterruptedException {
    try {
      CommitResult unused = future.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException up) {
      scene.tallies().one(Figure.TIMED_OUT);
      return false;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        scene.violated("a stage failed instead of being answered: " + e.getCause());
      }
      scene.tallies().one(Figure.TIMED_OUT);
      return true;
    } catch (CancellationException e) {
      scene.violated("a future was cancelled by somebody else");
      return true;
    }
  }
}
