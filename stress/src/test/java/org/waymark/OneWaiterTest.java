package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A wake-up counts only if it went to the thread that waits. */
class OneWaiterTest {
  private static final Thread OTHER = new Thread(() -> {});

  @Test
  void aWakeUpBeforeTheParkIsKept() {
    OneWaiter threads = new OneWaiter();
    threads.unpark(Thread.currentThread());
    threads.otherIsDone();
    threads.park(this, Threads.FOREVER);
    assertThat(threads.told()).isEqualTo(1);
  }

  @Test
  void aWakeUpOfAnotherThreadIsLost() {
    OneWaiter threads = new OneWaiter();
    threads.unpark(OTHER);
    threads.otherIsDone();
    threads.park(this, Threads.FOREVER);
    assertThat(threads.told()).isEqualTo(2);
  }

  @Test
  void aWaiterMayGoByAnotherThreadsName() {
    OneWaiter threads = new OneWaiter(OTHER);
    threads.unpark(OTHER);
    threads.otherIsDone();
    threads.park(this, Threads.FOREVER);
    assertThat(threads.told()).isEqualTo(1);
  }
}
