package org.waymark.observe;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Passes each event on to several observers, in the order in which they were given.
 *
 * <p>Each is guarded by itself: one that throws is disabled, and the others hear on. Immutable;
 * safe for calls from many threads if the observers are.
 */
public final class CompositeObserver extends ForwardingObserver {

  private final List<GuardedObserver> observers;

  private CompositeObserver(List<GuardedObserver> observers) {
    this.observers = observers;
  }

  /**
   * Composes observers. {@link CommitObserver#NONE} is left out; one that is guarded already keeps
   * its guard.
   */
  public static CompositeObserver of(CommitObserver... observers) {
    return new CompositeObserver(
        Arrays.stream(observers)
            .filter(observer -> observer != NONE)
            .map(o -> o instanceof GuardedObserver guarded ? guarded : new GuardedObserver(o))
            .toList());
  }

  /** The observers in order, each in its guard, which tells whether it failed. */
  public List<GuardedObserver> observers() {
    return observers;
  }

  @Override
  void tell(Consumer<CommitObserver> event) {
    for (GuardedObserver observer : observers) {
      observer.tell(event);
    }
  }
}
