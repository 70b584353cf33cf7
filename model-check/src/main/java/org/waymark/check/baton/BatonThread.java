package org.waymark.check.baton;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread under a baton, and under another after that. All fields but {@link #granted} belong to
 * whoever holds the baton.
 *
 * <p>Interrupts are the baton's too: a real one would end the wait for the baton itself, at a
 * moment that the machine chooses.
 */
final class BatonThread extends Thread {
  /** What the baton knows of a thread. */
  enum Condition {
    RUNNABLE,
    PARKED,
    ENDED
  }

  /** What a thread does for one baton. */
  record Duty(Baton baton, int number, Runnable body) {}

  /** So many refused steps tell that a thread goes on whatever is thrown. */
  private static final int REFUSALS = 10_000;

  /** Who waits for the end of this thread. */
  final List<BatonThread> joiners = new ArrayList<>();

  /** Volatile for the watch, which looks at it without the baton. */
  volatile Condition condition = Condition.ENDED;

  /** Whether an unpark came that no park has used. */
  boolean permit;

  /** When its park ends by itself. */
  long deadlineNanos;

  /** Where its last step was. */
  String where = "";

  long detail;

  private @Nullable Duty duty;

  /** Whether it has had the baton. */
  private boolean begun;

  /** How many steps were refused since the run was abandoned. */
  private int refused;

  /** An interrupt that arrived, or stood, while this thread did not run. */
  private boolean interruptKept;

  /** Set by who hands over, cleared by this thread when it takes the baton. */
  private volatile boolean granted;

  BatonThread() {
    setDaemon(true);
  }

  /** Gives this thread a new duty; it has ended for the last one. */
  void assume(String name, Duty next) {
    setName(name);
    duty = next;
    joiners.clear();
    condition = Condition.RUNNABLE;
    permit = false;
    where = "its beginning";
    detail = 0;
    begun = false;
    refused = 0;
    interruptKept = false;
  }

  /** Lets this thread end when it waits for its next duty. */
  void dismiss() {
    duty = null;
    if (getState() != State.NEW) {
      grant();
    }
  }

  /** Tells whether this thread serves a baton. */
  boolean serves(Baton baton) {
    return duty != null && duty.baton == baton;
  }

  int number() {
    return duty == null ? -1 : duty.number;
  }

  @Override
  public void run() {
    while (true) {
      awaitBaton();
      Duty mine = duty;
      if (mine == null) {
        return;
      }
      mine.baton.runBody(this, mine.body);
    }
  }

  /** Hands the baton to this thread; the machine's thread starts when it first gets one. */
  void grant() {
    begun = true;
    granted = true;
    if (getState() == State.NEW) {
      start();
    } else {
      LockSupport.unpark(this);
    }
  }

  /** Waits for the baton and takes it; called by this thread alone. */
  void awaitBaton() {
    if (Thread.interrupted()) {
      interruptKept = true;
    }
    while (!granted) {
      LockSupport.park(this);
    }
    granted = false;
    if (interruptKept) {
      interruptKept = false;
      super.interrupt();
    }
  }

  /** Tells whether the baton is on its way to this thread. Any thread may ask. */
  boolean isGranted() {
    return granted;
  }

  /** Tells whether this thread has had the baton and has not ended. */
  boolean hasBegun() {
    return begun && condition != Condition.ENDED;
  }

  /** Counts a step that was refused. */
  void countRefusal() {
    refused++;
  }

  /** Tells whether this thread goes on whatever is thrown at it. */
  boolean cannotBeStopped() {
    return refused > REFUSALS;
  }

  /** Notes an interrupt for when this thread runs again; one that has ended takes none. */
  void keepInterrupt() {
    interruptKept = condition != Condition.ENDED;
  }

  /** Interrupts the machine's thread, to get it out of a wait that the baton does not see. */
  void interruptForReal() {
    super.interrupt();
  }

  @Override
  public void interrupt() {
    Duty now = duty;
    if (Thread.currentThread() == this) {
      super.interrupt();
    } else if (now != null) {
      now.baton.interrupt(this);
    }
  }

  @Override
  public boolean isInterrupted() {
    return super.isInterrupted() || interruptKept;
  }
}
