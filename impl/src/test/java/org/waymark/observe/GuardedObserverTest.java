package org.waymark.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an observer throws is counted, disables that observer, and never reaches the caller. */
class GuardedObserverTest {

  static Stream<Method> events() {
    return EventRecorder.events();
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("broken"),
        new AssertionError("broken"),
        new StackOverflowError(),
        new OutOfMemoryError("broken"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventIsPassedOnAsItIs(Method event) {
    List<String> heard = new ArrayList<>();
    String called = EventRecorder.call(event, new GuardedObserver(recorder(heard)));

    assertThat(heard).containsExactly(called);
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventIsGuarded(Method event) {
    GuardedObserver guarded = new GuardedObserver(thrower(new IllegalStateException("broken")));

    assertThatCode(() -> EventRecorder.call(event, guarded)).doesNotThrowAnyException();

    assertThat(guarded.failures()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void anyThrowableIsContainedAndKept(Throwable thrown) {
    GuardedObserver guarded = new GuardedObserver(thrower(thrown));

    assertThatCode(() -> guarded.prune(1)).doesNotThrowAnyException();

    assertThat(guarded.failures()).isEqualTo(1);
    assertThat(guarded.firstFailure()).containsSame(thrown);
  }

  @Test
  void stackThatReallyOverflowsIsContained() {
    CommitObserver endless =
        new CommitObserver() {
          @Override
          @SuppressWarnings("InfiniteRecursion") // That is the point.
          public void prune(long floor) {
            prune(floor + 1);
          }
        };
    GuardedObserver guarded = new GuardedObserver(endless);

    guarded.prune(1);

    assertThat(guarded.firstFailure()).get().isInstanceOf(StackOverflowError.class);
  }

  @Test
  void observerThatThrewHearsNoMore() {
    List<Long> heard = new ArrayList<>();
    CommitObserver failsAtTwo =
        new CommitObserver() {
          @Override
          public void prune(long floor) {
            heard.add(floor);
            if (floor == 2) {
              throw new IllegalStateException("broken");
            }
          }
        };
    GuardedObserver guarded = new GuardedObserver(failsAtTwo);
    assertThat(guarded.firstFailure()).isEmpty();

    guarded.prune(1);
    guarded.prune(2);
    guarded.prune(3);

    assertThat(heard).containsExactly(1L, 2L);
    assertThat(guarded.failures()).isEqualTo(1);
  }

  private static CommitObserver recorder(List<String> heard) {
    return EventRecorder.recorder("", heard);
  }

  private static CommitObserver thrower(Throwable throwable) {
    return EventRecorder.thrower(throwable);
  }
}
