package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waymark.WatchedThreads.Running;

@Timeout(60)
class PlacesTest {
  private final WatchedThreads threads = new WatchedThreads();

  @Test
  void givesAsManyAsThereAre() {
    Places places = new Places(2, threads);
    assertThat(places.tryTake()).isTrue();
    assertThat(places.tryTake()).isTrue();
    assertThat(places.tryTake()).isFalse();
    assertThat(places.free()).isZero();
    places.giveBack();
    assertThat(places.free()).isEqualTo(1);
    assertThat(places.tryTake()).isTrue();
  }

  @Test
  void wakesOneWaiterPerPlaceGivenBack() throws Exception {
    Places places = new Places(1, threads);
    assertThat(places.take()).isTrue();
    Running<Boolean> first = WatchedThreads.spawn(places::take).awaitWaiting();
    Running<Boolean> second = WatchedThreads.spawn(places::take).awaitWaiting();
    places.giveBack();
    assertThat(first.result()).isTrue();
    second.awaitWaiting();
    places.giveBack();
    assertThat(second.result()).isTrue();
    assertThat(places.free()).isZero();
  }

  @Test
  void missesNoPlaceGivenBackJustBeforeParking() throws Exception {
    Places places = new Places(1, threads);
    assertThat(places.tryTake()).isTrue();
    threads.beforeNextPark(places::giveBack);
    assertThat(WatchedThreads.spawn(places::take).result()).isTrue();
  }

  @Test
  void passesAWakeUpOnThatHitTheSameThreadTwice() throws Exception {
    Places places = new Places(2, threads);
    assertThat(places.tryTake()).isTrue();
    assertThat(places.tryTake()).isTrue();
    List<Running<Boolean>> second = new ArrayList<>();
    threads.beforeNextPark(
        () -> {
          second.add(WatchedThreads.spawn(places::take).awaitWaiting());
          // Both wake the first waiter, who stands at the head of the queue until it runs.
          places.giveBack();
          places.giveBack();
        });
    assertThat(WatchedThreads.spawn(places::take).result()).isTrue();
    assertThat(second.get(0).result()).isTrue();
  }

  @Test
  void losesNoWakeUpWhenTwoThreadsHandOnePlaceToAndFro() throws Exception {
    Places here = new Places(1, threads);
    Places there = new Places(1, threads);
    assertThat(there.tryTake()).isTrue();
    int rounds = 20_000;
    Running<Integer> player = WatchedThreads.spawn(() -> play(here, there, rounds));
    Running<Integer> partner = WatchedThreads.spawn(() -> play(there, here, rounds));
    assertThat(player.result() + partner.result()).isEqualTo(2 * rounds);
  }

  private static int play(Places from, Places to, int rounds) throws InterruptedException {
    int taken = 0;
    for (int round = 0; round < rounds; round++) {
      taken += from.take() ? 1 : 0;
      to.giveBack();
    }
    return taken;
  }

  @Test
  void anInterruptEndsAWaitAndTakesNothing() throws Exception {
    Places places = new Places(1, threads);
    assertThat(places.tryTake()).isTrue();
    Running<Boolean> waiter = WatchedThreads.spawn(places::take).awaitWaiting();
    waiter.thread().interrupt();
    assertThatThrownBy(waiter::result).hasCauseInstanceOf(InterruptedException.class);
    assertThat(places.free()).isZero();
    places.giveBack();
    assertThat(places.free()).isEqualTo(1);
  }

  @Test
  void closingEndsWaitsNowAndLater() throws Exception {
    Places places = new Places(1, threads);
    assertThat(places.tryTake()).isTrue();
    Running<Boolean> waiter = WatchedThreads.spawn(places::take).awaitWaiting();
    places.close();
    assertThat(waiter.result()).isFalse();
    assertThat(places.take()).isFalse();
    places.giveBack();
    assertThat(places.take()).as("a free place is taken without waiting").isTrue();
  }

  @Test
  void missesNoClosingJustBeforeParking() throws Exception {
    Places places = new Places(1, threads);
    assertThat(places.tryTake()).isTrue();
    threads.beforeNextPark(places::close);
    assertThat(WatchedThreads.spawn(places::take).result()).isFalse();
  }

  @Test
  void losesNoWakeUpInACrowd() throws Exception {
    int capacity = 2;
    Places places = new Places(capacity, threads);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Running<Integer>> crowd = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      crowd.add(
          WatchedThreads.spawn(
              () -> {
                int taken = 0;
                while (taken < 5_000) {
                  taken += places.take() ? 1 : 0;
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  inside.decrementAndGet();
                  places.giveBack();
                }
                return taken;
              }));
    }
    for (Running<Integer> one : crowd) {
      assertThat(one.result()).isEqualTo(5_000);
    }
    assertThat(most.get()).isBetween(1, capacity);
    assertThat(places.free()).isEqualTo(capacity);
  }
}
