package org.waymark.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several observers hear everything, in order, whatever happens to one of them. */
class CompositeObserverTest {

  private final List<String> heard = new ArrayList<>();

  static Stream<Method> events() {
    return EventRecorder.events();
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventReachesEveryObserverInOrder(Method event) {
    CompositeObserver composite = CompositeObserver.of(recorder("1 "), recorder("2 "));

    String called = EventRecorder.call(event, composite);

    assertThat(heard).containsExactly("1 " + called, "2 " + called);
  }

  @Test
  void othersHearOnWhenOneFails() {
    IllegalStateException broken = new IllegalStateException("broken");
    CompositeObserver composite =
        CompositeObserver.of(recorder("1 "), EventRecorder.thrower(broken), recorder("3 "));

    composite.prune(7);
    composite.prune(8);

    assertThat(heard).containsExactly("1 prune[7]", "3 prune[7]", "1 prune[8]", "3 prune[8]");
    assertThat(composite.observers())
        .extracting(GuardedObserver::failures)
        .containsExactly(0, 1, 0);
    assertThat(composite.observers().get(1).firstFailure()).containsSame(broken);
  }

  @Test
  void guardedObserverKeepsItsGuardAndSilenceIsLeftOut() {
    GuardedObserver guarded = new GuardedObserver(recorder(""));

    assertThat(CompositeObserver.of(CommitObserver.NONE, guarded).observers())
        .containsExactly(guarded);
    assertThat(CompositeObserver.of().observers()).isEmpty();
  }

  private CommitObserver recorder(String prefix) {
    return EventRecorder.recorder(prefix, heard);
  }
}
