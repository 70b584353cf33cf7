package org.waymark.stress.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patience ends when nothing goes on, however long what goes on takes. */
class WatchdogTest {
  private static final Duration PATIENCE = Duration.ofMillis(100);

  @TempDir private Path directory;
  private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
  private Path dump;
  private Watchdog watchdog;

  @BeforeEach
  void make() {
    dump = directory.resolve("threads.txt");
    watchdog = new Watchdog(PATIENCE, dump, violations::add);
  }

  @Test
  void slowIsNotStuck() {
    long end = System.nanoTime() + 3 * PATIENCE.toNanos();
    AtomicLong progress = new AtomicLong();
    assertThat(
            watchdog.await(
                "a slow one", () -> System.nanoTime() > end, progress::incrementAndGet, List.of()))
        .isTrue();
    assertThat(violations).isEmpty();
  }

  @Test
  void stuckIsToldWithTheStacks() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    assertThat(watchdog.run("a stuck one", () -> park(never))).isFalse();
    never.countDown();
    assertThat(violations)
        .singleElement()
        .asString()
        .startsWith("a stuck one: nothing happened for 0 s")
        .contains("WatchdogTest.park")
        .endsWith("all stacks: " + dump);
    assertThat(dump).content().contains("CountDownLatch.await");
  }

  private static void park(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts it", e);
    }
  }

  @Test
  void whatFailsIsTold() {
    assertThat(
            watchdog.run(
                "a failing one",
                () -> {
                  throw new IllegalStateException("broken");
                }))
        .isTrue();
    assertThat(violations)
        .containsExactly("a failing one: java.lang.IllegalStateException: broken");
  }
}
