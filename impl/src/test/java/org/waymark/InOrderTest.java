package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InOrderTest {
  private final List<Integer> ran = Collections.synchronizedList(new ArrayList<>());

  @Test
  void runsOnTheOtherExecutor() {
    ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    InOrder inOrder = new InOrder(tasks::add);
    inOrder.execute(() -> ran.add(1));
    inOrder.execute(() -> ran.add(2));
    assertThat(ran).isEmpty();
    assertThat(tasks).as("one errand for both").hasSize(1);
    tasks.remove().run();
    assertThat(ran).containsExactly(1, 2);
    inOrder.execute(() -> ran.add(3));
    tasks.remove().run();
    assertThat(ran).containsExactly(1, 2, 3);
  }

  @Test
  void keepsTheOrderOnAPool() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      InOrder inOrder = new InOrder(pool);
      CompletableFuture<Boolean> last = new CompletableFuture<>();
      for (int i = 0; i < 10_000; i++) {
        int number = i;
        inOrder.execute(() -> ran.add(number));
      }
      inOrder.execute(() -> last.complete(true));
      assertThat(last.get()).isTrue();
      assertThat(ran).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void keepsTheOrderThoughAnotherTakesOver() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      InOrder inOrder = new InOrder(pool);
      CompletableFuture<Boolean> begun = new CompletableFuture<>();
      CompletableFuture<Boolean> goOn = new CompletableFuture<>();
      CompletableFuture<Boolean> last = new CompletableFuture<>();
      inOrder.execute(
          () -> {
            begun.complete(true);
            goOn.join();
            ran.add(1);
          });
      inOrder.execute(() -> ran.add(2));
      inOrder.execute(() -> last.complete(true));
      begun.get();
      inOrder.runAll();
      assertThat(ran).isEmpty();
      goOn.complete(true);
      assertThat(last.get()).isTrue();
      assertThat(ran).containsExactly(1, 2);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aLateErrandFindsNothingToDo() {
    ArrayDeque<Runnable> errands = new ArrayDeque<>();
    InOrder inOrder = new InOrder(errands::add);
    inOrder.execute(() -> ran.add(1));
    inOrder.runAll();
    assertThat(ran).containsExactly(1);
    inOrder.execute(() -> ran.add(2));
    errands.forEach(Runnable::run);
    assertThat(ran).containsExactly(1, 2);
  }

  @Test
  void goesOnBehindATaskThatThrows() {
    ArrayDeque<Runnable> errands = new ArrayDeque<>();
    InOrder inOrder = new InOrder(errands::add);
    inOrder.execute(
        () -> {
          throw new AssertionError("a broken task");
        });
    inOrder.execute(() -> ran.add(1));
    assertThatThrownBy(() -> errands.remove().run()).hasMessage("a broken task");
    assertThat(ran).isEmpty();
    inOrder.runAll();
    assertThat(ran).containsExactly(1);
    inOrder.execute(() -> ran.add(2));
    errands.remove().run();
    assertThat(ran).containsExactly(1, 2);
  }

  @Test
  void runsThoughTheExecutorRefusesOrFails() {
    Executor refusing =
        task -> {
          throw new RejectedExecutionException("shut down");
        };
    Executor failing =
        task -> {
          throw new AssertionError("a broken executor");
        };
    for (Executor executor : List.of(refusing, failing)) {
      ran.clear();
      InOrder inOrder = new InOrder(executor);
      inOrder.execute(() -> ran.add(1));
      inOrder.execute(() -> ran.add(2));
      assertThat(ran).containsExactly(1, 2);
    }
  }

  @Test
  void aTaskMayBringAnother() {
    InOrder inOrder = new InOrder(Runnable::run);
    inOrder.execute(
        () -> {
          inOrder.execute(() -> ran.add(2));
          ran.add(1);
        });
    assertThat(ran).containsExactly(1, 2);
  }
}
