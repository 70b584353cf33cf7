package org.waymark.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Waiting for a transfer that another thread carries out, as a JDK may decide to do. */
class ChannelsTest {

  @Test
  void interruptNeitherEndsTheWaitNorIsLost() throws Exception {
    CompletableFuture<Integer> transfer = new CompletableFuture<>();
    FutureTask<Boolean> waiting =
        new FutureTask<>(
            () -> {
              Thread.currentThread().interrupt();
              assertThat(Channels.await(transfer)).isEqualTo(42);
              return Thread.interrupted();
            });
    Thread waiter = new Thread(waiting);
    waiter.start();
    while (waiter.getState() != Thread.State.WAITING) {
      assertThat(waiting).isNotDone();
      Thread.onSpinWait();
    }
    transfer.complete(42);
    assertThat(waiting.get()).isTrue();
  }

  @Test
  void failureOfTheTransferIsThrownAsItIs() {
    IOException failure = new IOException("Input/output error");
    assertThatThrownBy(() -> Channels.await(CompletableFuture.failedFuture(failure)))
        .isSameAs(failure);
    assertThatThrownBy(
            () -> Channels.await(CompletableFuture.failedFuture(new ArithmeticException("odd"))))
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(ArithmeticException.class);
  }

  @Test
  void tasksRunInTheCaller() {
    AtomicReference<Thread> ran = new AtomicReference<>();
    new CallerRuns().execute(() -> ran.set(Thread.currentThread()));
    assertThat(ran.get()).isSameAs(Thread.currentThread());
  }
}
