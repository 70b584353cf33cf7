package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waymark.WatchedThreads.Running;

@Timeout(60)
class TurnTest {
  private final WatchedThreads threads = new WatchedThreads();
  private final Turn turn = new Turn(threads);

  @Test
  void handsOverInOrderOfArrival() throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Running<Boolean>> arrivals = new ArrayList<>();
    turn.enter();
    for (int i = 0; i < 5; i++) {
      int number = i;
      arrivals.add(
          WatchedThreads.spawn(
                  () -> {
                    turn.enter();
                    boolean added = order.add(number);
                    turn.exit();
                    return added;
                  })
              .awaitWaiting());
    }
    assertThat(order).isEmpty();
    turn.exit();
    for (Running<Boolean> arrival : arrivals) {
      assertThat(arrival.result()).isTrue();
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void keepsAnInterruptAndTheTurn() throws Exception {
    turn.enter();
    Running<Boolean> waiter =
        WatchedThreads.spawn(
                () -> {
                  turn.enter();
                  turn.exit();
                  return Thread.currentThread().isInterrupted();
                })
            .awaitWaiting();
    waiter.thread().interrupt();
    waiter.awaitWaiting();
    assertThat(waiter.outcome()).isNotDone();
    turn.exit();
    assertThat(waiter.result()).isTrue();
  }

  @Test
  void missesNoHandOverThatComesJustBeforeParking() throws Exception {
    turn.enter();
    threads.beforeNextPark(turn::exit);
    Running<Boolean> waiter =
        WatchedThreads.spawn(
            () -> {
              turn.enter();
              turn.exit();
              return true;
            });
    assertThat(waiter.result()).isTrue();
  }

  @Test
  void refusesToBeEnteredTwiceByOneThread() {
    turn.enter();
    assertThatThrownBy(turn::enter)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has the turn already");
    turn.exit();
    turn.enter();
    turn.exit();
  }

  @Test
  void excludes() throws Exception {
    AtomicBoolean inside = new AtomicBoolean();
    AtomicInteger violations = new AtomicInteger();
    List<Running<Integer>> crowd = new ArrayList<>();
    int[] unguarded = {0};
    for (int i = 0; i < 4; i++) {
      crowd.add(
          WatchedThreads.spawn(
              () -> {
                for (int round = 0; round < 2_000; round++) {
                  turn.enter();
                  if (!inside.compareAndSet(false, true)) {
                    violations.incrementAndGet();
                  }
                  unguarded[0]++;
                  inside.set(false);
                  turn.exit();
                }
                return 0;
              }));
    }
    for (Running<Integer> one : crowd) {
      one.result();
    }
    assertThat(violations).hasValue(0);
    assertThat(unguarded[0]).isEqualTo(8_000);
  }
}
