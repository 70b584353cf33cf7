package org.waymark.stress.storm;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A thread whose interrupts are accounted for: each one that was sent must either end the call that
 * it met, by an {@link InterruptedException}, or be found in the thread's flag afterwards; and none
 * may be found that nobody sent.
 *
 * <p>{@link #strike} is for other threads; the rest belongs to the thread itself.
 */
final class Interruptible {
  private final Scene scene;
  private final ReentrantLock lock = new ReentrantLock();

  /** Whether an interrupt was sent since the last account; guarded by the lock. */
  private boolean sent;

  private volatile @Nullable Thread thread;
  private volatile Phase phase = Phase.OWN_WORK;

  /** When the present phase began. */
  private volatile long since;

  Interruptible(Scene scene) {
    this.scene = scene;
  }

  /** A call into the log. */
  interface Call<T> {
    T make() throws IOException, InterruptedException;
  }

  /** Says which thread this is about: the calling one. */
  void begin() {
    thread = Thread.currentThread();
  }

  /** Takes no more interrupts. */
  void end() {
    lock.lock();
    try {
      thread = null;
    } finally {
      lock.unlock();
    }
  }

  /** Makes a call, and accounts for the interrupts that came until it returned. */
  <T> T in(Phase doing, Call<T> call) throws IOException, InterruptedException {
    since = System.nanoTime();
    phase = doing;
    boolean ended = false;
    try {
      return call.make();
    } catch (InterruptedException e) {
      ended = true;
      throw e;
    } finally {
      phase = Phase.OWN_WORK;
      account(doing, ended);
    }
  }

  private void account(Phase doing, boolean ended) {
    lock.lock();
    try {
      boolean kept = Thread.interrupted();
      if (sent && !ended && !kept) {
        scene.violated("an interrupt was swallowed while " + doing);
      }
      if (!sent && (ended || kept)) {
        scene.violated("an interrupt that nobody had sent was met while " + doing);
      }
      sent = false;
      if (ended) {
        scene.tallies().one(Figure.ENDED);
      } else if (kept) {
        scene.tallies().one(Figure.KEPT);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts the thread, if it has begun and not ended, and counts where that hit. */
  void strike() {
    lock.lock();
    try {
      Thread target = thread;
      if (target != null) {
        Figure where = where(target);
        sent = true;
        target.interrupt();
        scene.tallies().one(where);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the call began that the thread is in, by {@link System#nanoTime()}. */
  long since() {
    return since;
  }

  /** Tells whether the thread waits for a place in the queue. */
  boolean waitsForPlace() {
    return waitsFor(Figure.STRUCK_QUEUE);
  }

  /** Tells whether the thread waits for another that creates or forces something. */
  boolean waitsForTurn() {
    return waitsFor(Figure.STRUCK_TURN);
  }

  private boolean waitsFor(Figure what) {
    Thread target = thread;
    return target != null && where(target) == what;
  }

  /**
   * What a thread is parked on, by the name of the class: these are not public, and a renamed one
   * shows as a count below its floor.
   */
  private Figure where(Thread target) {
    Object blocker = LockSupport.getBlocker(target);
    String name = blocker == null ? "" : blocker.getClass().getSimpleName();
    return switch (name) {
      case "Places" -> Figure.STRUCK_QUEUE;
      case "Ticket" -> Figure.STRUCK_ANSWER;
      case "TipWaiters" -> Figure.STRUCK_TIP;
      case "Turn" -> Figure.STRUCK_TURN;
      default ->
          switch (phase) {
            case OWN_WORK -> Figure.STRUCK_CLIENT;
            case AWAITING_STAGE -> Figure.STRUCK_STAGE;
            default -> Figure.STRUCK_RUNNING;
          };
    };
  }
}
