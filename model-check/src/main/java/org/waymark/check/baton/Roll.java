package org.waymark.check.baton;

import java.util.ArrayList;
import java.util.List;
import org.waymark.Threads;

/** Who takes part in a run, who of them can run, and who waits until when. */
final class Roll {
  private static final int[] NONE = {};

  private final List<BatonThread> threads = new ArrayList<>();

  private int[] runnable = NONE;
  private int[] parked = NONE;

  /** Whether somebody's condition changed since the two arrays were made. */
  private boolean changed;

  /** No deadline of a parked thread is earlier. */
  private long earliestDeadline = Threads.FOREVER;

  private int alive;

  /** Everybody, by number; not to be changed. */
  List<BatonThread> threads() {
    return threads;
  }

  void add(BatonThread thread) {
    threads.add(thread);
    alive++;
    changed = true;
  }

  boolean allEnded() {
    return alive == 0;
  }

  /** Returns who can run, ascending; as of the last {@link #call}. */
  int[] runnable() {
    return runnable;
  }

  /** Returns who is parked, ascending; as of the last {@link #call}. */
  int[] parked() {
    return parked;
  }

  void parks(BatonThread thread, long deadlineNanos) {
    thread.deadlineNanos = deadlineNanos;
    earliestDeadline = Math.min(earliestDeadline, deadlineNanos);
    become(thread, BatonThread.Condition.PARKED);
  }

  /** Makes a parked thread one that can run; returns false if it is not parked. */
  boolean wake(BatonThread thread) {
    if (thread.condition != BatonThread.Condition.PARKED) {
      return false;
    }
    become(thread, BatonThread.Condition.RUNNABLE);
    return true;
  }

  void ends(BatonThread thread) {
    become(thread, BatonThread.Condition.ENDED);
    alive--;
  }

  private void become(BatonThread thread, BatonThread.Condition condition) {
    thread.condition = condition;
    changed = true;
  }

  /**
   * Finds out who can run now; if nobody can, lets time jump to the earliest deadline.
   *
   * @return false if nobody can run and nobody has a deadline
   */
  boolean call(HandTime time) {
    if (time.monotonicNanos() >= earliestDeadline) {
      wakeDue(time);
    }
    lookAround();
    if (runnable.length == 0) {
      // Whoever had the deadline that is noted may have been unparked since.
      wakeDue(time);
      if (earliestDeadline == Threads.FOREVER) {
        return false;
      }
      time.advance(earliestDeadline - time.monotonicNanos());
      wakeDue(time);
      lookAround();
    }
    return true;
  }

  /** Wakes the parked threads whose deadline has come, and finds the next deadline. */
  private void wakeDue(HandTime time) {
    long now = time.monotonicNanos();
    earliestDeadline = Threads.FOREVER;
    for (BatonThread thread : threads) {
      if (thread.condition == BatonThread.Condition.PARKED) {
        if (thread.deadlineNanos <= now) {
          become(thread, BatonThread.Condition.RUNNABLE);
        } else {
          earliestDeadline = Math.min(earliestDeadline, thread.deadlineNanos);
        }
      }
    }
  }

  private void lookAround() {
    if (changed) {
      changed = false;
      runnable = numbersOf(BatonThread.Condition.RUNNABLE);
      parked = numbersOf(BatonThread.Condition.PARKED);
    }
  }

  private int[] numbersOf(BatonThread.Condition condition) {
    int count = 0;
    for (BatonThread thread : threads) {
      count += thread.condition == condition ? 1 : 0;
    }
    if (count == 0) {
      return NONE;
    }
    int[] numbers = new int[count];
    int filled = 0;
    for (BatonThread thread : threads) {
      if (thread.condition == condition) {
        numbers[filled++] = thread.number();
      }
    }
    return numbers;
  }
}
