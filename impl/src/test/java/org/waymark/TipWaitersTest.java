package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waymark.WatchedThreads.Running;

@Timeout(60)
class TipWaitersTest {
  private final WatchedThreads threads = new WatchedThreads();
  private final TipWaiters waiters = new TipWaiters(threads, TimeSource.system());
  private final AtomicLong tip = new AtomicLong(3);

  private Running<Long> waitFor(long sequence) {
    return WatchedThreads.spawn(() -> waiters.await(sequence, tip::get, Threads.FOREVER));
  }

  private void move(long to) {
    tip.set(to);
    waiters.reached(to);
  }

  @Test
  void returnsAtOnceWhenTheTipIsThere() throws Exception {
    assertThat(waiters.await(3, tip::get, Threads.FOREVER)).isEqualTo(3);
    assertThat(waiters.await(2, tip::get, Long.MIN_VALUE)).isEqualTo(3);
  }

  @Test
  void wakesWhoseTipHasComeAndNobodyElse() throws Exception {
    Running<Long> four = waitFor(4).awaitWaiting();
    Running<Long> six = waitFor(6).awaitWaiting();
    move(5);
    assertThat(four.result()).isEqualTo(5);
    six.awaitWaiting();
    move(6);
    assertThat(six.result()).isEqualTo(6);
  }

  @Test
  void missesNoTipThatMovesWhileItLooks() throws Exception {
    AtomicBoolean moved = new AtomicBoolean();
    LongSupplier stale =
        () -> {
          long seen = tip.get();
          if (moved.compareAndSet(false, true)) {
            move(4);
          }
          return seen;
        };
    Running<Long> waiter = WatchedThreads.spawn(() -> waiters.await(4, stale, Threads.FOREVER));
    assertThat(waiter.result()).isEqualTo(4);
  }

  @Test
  void missesNoEndThatComesJustBeforeParking() throws Exception {
    threads.beforeNextPark(waiters::end);
    assertThat(waitFor(4).result()).isEqualTo(3);
    assertThat(waitFor(4).result()).as("and nobody waits afterwards").isEqualTo(3);
  }

  @Test
  void givesUpAtTheDeadline() throws Exception {
    long began = System.nanoTime();
    long deadline = began + TimeUnit.MILLISECONDS.toNanos(20);
    assertThat(waiters.await(4, tip::get, deadline)).isEqualTo(3);
    assertThat(System.nanoTime()).isGreaterThanOrEqualTo(deadline);
  }

  @Test
  void anInterruptEndsAWait() throws Exception {
    Running<Long> waiter = waitFor(4).awaitWaiting();
    waiter.thread().interrupt();
    assertThatThrownBy(waiter::result).hasCauseInstanceOf(InterruptedException.class);
  }
}
