package org.waymark.check.baton;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread under a baton. All fields but {@link #granted} belong to whoever holds the baton.
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

  final int number;
  final List<BatonThread> joiners = new ArrayList<>();
  Condition condition = Condition.RUNNABLE;
  boolean permit;
  long deadlineNanos;
  String where = "its beginning";
  long detail;
  boolean begun;

  /** So many refused steps tell that a thread goes on whatever is thrown. */
  private static final int REFUSALS = 10_000;

  private final Baton baton;
  private final Runnable body;

  /** How many steps were refused since the run was abandoned. */
  private int refused;

  /** An interrupt that arrived, or stood, while this thread did not run. */
  private boolean interruptKept;

  /** Set by who hands over, cleared by this thread when it takes the baton. */
  private volatile boolean granted;

  BatonThread(Baton baton, int number, String name, Runnable body) {
    super(name);
    this.baton = baton;
    this.number = number;
    this.body = body;
    setDaemon(true);
  }

  @Override
  public void run() {
    awaitBaton();
    baton.runBody(this, body);
  }

  /** Hands the baton to this thread; the machine's thread starts when it first gets it. */
  void grant() {
    granted = true;
    if (begun) {
      LockSupport.unpark(this);
    } else {
      begun = true;
      start();
    }
  }

  /** Waits for the baton and takes it; called by this thread alone. */
  void awaitBaton() {
    interruptKept |= Thread.interrupted();
    while (!granted) {
      LockSupport.park(this);
    }
    granted = false;
    if (interruptKept) {
      interruptKept = false;
      super.interrupt();
    }
  }

  /** Counts a step that was refused. */
  void countRefusal() {
    refused++;
  }

  /** Tells whether this thread goes on whatever is thrown at it. */
  boolean cannotBeStopped() {
    return refused > REFUSALS;
  }

  /** Tells whether the baton is on its way to this thread. Any thread may ask. */
  boolean isGranted() {
    return granted;
  }

  /** Notes an interrupt for when this thread runs again. */
  void keepInterrupt() {
    interruptKept = true;
  }

  /** Interrupts the machine's thread, to get it out of a wait that the baton does not see. */
  void interruptForReal() {
    super.interrupt();
  }

  @Override
  public void interrupt() {
    if (Thread.currentThread() == this) {
      super.interrupt();
    } else {
      baton.interrupt(this);
    }
  }

  @Override
  public boolean isInterrupted() {
    return super.isInterrupted() || interruptKept;
  }
}
