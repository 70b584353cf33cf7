package org.waymark.observe;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Passes events on to one observer until that throws; what it throws goes no further.
 *
 * <p>An event is told in the middle of a state transition, under the lock that orders it. An
 * exception that escaped there would leave the transition half done, so <em>every</em> throwable is
 * contained, {@code StackOverflowError} and {@code OutOfMemoryError} among them. Nothing is hidden
 * by that: the first one is kept for {@link #firstFailure()}, the observer hears no more, and a
 * heap that is truly exhausted will say so again on a path that can end the incarnation in good
 * order.
 *
 * <p>Safe for calls from many threads. Calls that were under way in other threads when the observer
 * failed still run, and count if they fail too.
 */
public final class GuardedObserver extends ForwardingObserver {

  private final CommitObserver observer;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();

  /** Guards {@code observer}. */
  public GuardedObserver(CommitObserver observer) {
    this.observer = requireNonNull(observer, "observer");
  }

  /** The observer that is guarded. */
  public CommitObserver observer() {
    return observer;
  }

  /** How many calls of the observer ended by a throwable; from the first on it is disabled. */
  public int failures() {
    return failures.get();
  }

  /** What disabled the observer; empty as long as it hears everything. */
  public Optional<Throwable> firstFailure() {
    return Optional.ofNullable(firstFailure.get());
  }

  /** Tells the observer of an event, unless it is disabled. */
  @SuppressWarnings("CatchThrowable") // The reason stands in the class comment.
  @Override
  void tell(Consumer<CommitObserver> event) {
    if (failures.get() > 0) {
      return;
    }
    try {
      event.accept(observer);
    } catch (Throwable thrown) {
      firstFailure.compareAndSet(null, thrown);
      failures.incrementAndGet();
    }
  }
}
