package org.waymark.check.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waymark.Threads;

/** What ends a park of strict threads; a park that never ends fails by its timeout. */
@Timeout(20)
class StrictThreadsTest {
  private final StrictThreads threads = new StrictThreads();

  @Test
  void anUnparkBeforeEndsTheNextParkOnly() throws InterruptedException {
    AtomicBoolean secondEnded = new AtomicBoolean();
    CountDownLatch firstEnded = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              threads.unpark(Thread.currentThread());
              threads.unpark(Thread.currentThread());
              threads.park(this, Threads.FOREVER);
              firstEnded.countDown();
              threads.park(this, Threads.FOREVER);
              secondEnded.set(true);
            });
    thread.start();
    assertThat(firstEnded.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(secondEnded).isFalse();
    threads.unpark(thread);
    thread.join();
    assertThat(secondEnded).isTrue();
  }

  @Test
  void anInterruptEndsAParkAndIsKept() {
    Thread.currentThread().interrupt();
    threads.park(this, Threads.FOREVER);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aDeadlineHasPassedSinceTheClockStandsStill() {
    threads.park(this, 0);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
