package org.waymark.check.baton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.waymark.Threads;

/**
 * Real threads of which exactly one runs: whoever holds the baton.
 *
 * <p>The baton may change hands at each <em>step</em>: a {@link #pass}, which a simulated disk
 * calls before each operation, a {@link #park}, or the end of a thread. A {@link Schedule} decides
 * who gets it. Nothing else decides anything, so a run of a program that takes time from the {@link
 * HandTime} and threads from here is a function of the decisions alone, and {@link #traceHash}
 * tells whether two runs were the same.
 *
 * <p>Not seen are interleavings within a stretch without a step, and weak memory: between two steps
 * a thread is alone. Starting and unparking a thread are no steps; {@link #park} and the disk are
 * where the difference shows.
 *
 * <p>The locks of the library are held for stretches without a step only (a test holds that): the
 * state lock of the coordinator, the monitors of {@code Turn}, {@code InOrder} and {@code
 * CommitEngine}, the last of which starts a thread, which is why {@link #start} is no step. An
 * observer is called under the state lock, so it must not pass. The one exception is {@code
 * ReadOnlyLog.refresh}, which reads the disk under its monitor: let one thread at a time refresh a
 * read-only log. A thread that does wait for a lock, or otherwise outside the seam, is found out
 * and fails the run.
 *
 * <p>One baton serves one run: {@link #start} the first threads, then {@link #run}. Unless stated
 * otherwise methods are called by threads of the baton, or before the run by whoever prepares it.
 */
public final class Baton implements Threads {
  /** The bound on steps, unless another is given. */
  public static final int MAX_STEPS = 1_000_000;

  /** How long the running thread may wait outside the seam, unless another bound is given. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int[] NONE = {};

  private final Schedule schedule;
  private final HandTime time;
  private final int maxSteps;
  private final Watch watch;
  private final List<BatonThread> threads = new ArrayList<>();
  private final Trace trace = new Trace();

  private int[] runnable = NONE;
  private int[] parked = NONE;

  /** Whether somebody's condition changed since the two arrays were made. */
  private boolean changed;

  /** No deadline of a parked thread is earlier. */
  private long earliestDeadline = FOREVER;

  private int alive;
  private int current = -1;
  private boolean used;
  private boolean running;

  /** Set when threads are to unwind; by the baton's holder, or by the watch. */
  private volatile boolean abandoned;

  private @Nullable Throwable failure;

  /** A baton with the usual bounds; see {@link #Baton(Schedule, HandTime, int, Duration)}. */
  public Baton(Schedule schedule, HandTime time) {
    this(schedule, time, MAX_STEPS, PATIENCE);
  }

  /**
   * A baton for one run.
   *
   * @param time the clock of the deadlines
   * @param maxSteps how many steps a run may take
   * @param patience how long, in real time, the running thread may wait outside the seam
   */
  public Baton(Schedule schedule, HandTime time, int maxSteps, Duration patience) {
    this.schedule = schedule;
    this.time = time;
    this.maxSteps = maxSteps;
    this.watch = new Watch(threads, patience);
  }

  // ------------------------------------------------------------------------------------- the run

  /** Starts a thread and runs; see {@link #run()}. */
  public boolean run(String name, Runnable body) {
    start(name, body);
    return run();
  }

  /**
   * Runs the threads that were started, and those that they start, until all have ended. The caller
   * is no thread of the baton; it only waits, and an interrupt of it does not end the run.
   *
   * <p>When a body throws, the others are abandoned, and this throws the same.
   *
   * @return true if every thread came to its end, false if the run was {@linkplain #abandon
   *     abandoned}
   * @throws BatonFailure if the run cannot go on
   * @throws IllegalStateException if there was a run before
   */
  public boolean run() {
    if (used) {
      throw new IllegalStateException("this baton has had its run");
    }
    if (threads.isEmpty()) {
      throw new IllegalStateException("no thread was started");
    }
    used = true;
    running = true;
    watch.begin();
    BatonThread first = choose("the beginning", 0);
    if (first == null) {
      unwindNext();
    } else {
      watch.handedTo(first);
      first.grant();
    }
    BatonThread blocked = watch.awaitEnd();
    if (blocked != null) {
      abandoned = true;
      failure =
          new BatonFailure(BatonFailure.Kind.BLOCKED, Report.blocked(blocked, threads, trace));
      watch.unwind(blocked, failure);
    }
    running = false;
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    return !abandoned;
  }

  /**
   * The power is lost: throws {@link Abandoned}, here and then in every other thread where it
   * waits, one thread after another. Whoever catches that gets it again at the next step, so that
   * no thread outlives {@link #run}, and nothing reaches the disk.
   */
  public void abandon() {
    BatonThread me = caller();
    abandoned = true;
    refuse(me);
  }

  // ------------------------------------------------------------------------------- thread's seam

  /** Starts a thread. This is no step: the new one gets its first chance at the caller's next. */
  @Override
  public Thread start(String name, Runnable body) {
    if (running) {
      refuseIfAbandoned(caller());
    }
    BatonThread thread = new BatonThread(this, threads.size(), name, body);
    threads.add(thread);
    trace.started(name);
    alive++;
    changed = true;
    return thread;
  }

  /** A step at which the caller can go on. */
  public void pass(String where) {
    pass(where, 0);
  }

  /**
   * A step at which the caller can go on.
   *
   * @param where what the caller is about to do, in few words; best a constant
   * @param detail a number that says more, as a position does; it is part of the trace
   */
  public void pass(String where, long detail) {
    BatonThread me = caller();
    me.where = where;
    me.detail = detail;
    step(me);
  }

  /** A step, at which the caller can go on only if {@link Threads#park} says so. */
  @Override
  public void park(Object blocker, long deadlineNanos) {
    BatonThread me = caller();
    me.where = Report.waitingFor(blocker);
    me.detail = 0;
    if (deadlineNanos == FOREVER || deadlineNanos > time.monotonicNanos()) {
      if (me.permit) {
        me.permit = false;
      } else if (!me.isInterrupted()) {
        me.deadlineNanos = deadlineNanos;
        earliestDeadline = Math.min(earliestDeadline, deadlineNanos);
        become(me, BatonThread.Condition.PARKED);
      }
    }
    step(me);
  }

  /** Lets a thread's current or next park return; no step. */
  @Override
  public void unpark(Thread thread) {
    BatonThread target = ours(thread);
    if (target.condition == BatonThread.Condition.PARKED) {
      become(target, BatonThread.Condition.RUNNABLE);
    } else {
      target.permit = true;
    }
  }

  /** Waits until a thread of this baton has ended; an interrupt is kept. */
  public void join(Thread thread) {
    BatonThread target = ours(thread);
    target.joiners.add(caller());
    awaitUninterruptibly(target, () -> target.condition == BatonThread.Condition.ENDED);
  }

  // ------------------------------------------------------------------------------------ to look at

  /** Returns a hash over every decision and every place so far; for any thread after the run. */
  public long traceHash() {
    return trace.hash();
  }

  /** Returns the decisions so far, for {@link Schedule#replay}; for any thread after the run. */
  public int[] decisions() {
    return trace.decisions();
  }

  /** Returns how many steps were taken; for any thread after the run. */
  public int steps() {
    return trace.steps();
  }

  /** Returns the clock of the deadlines. */
  public HandTime time() {
    return time;
  }

  // ------------------------------------------------------------------------------- inner workings

  private BatonThread caller() {
    return ours(Thread.currentThread());
  }

  private BatonThread ours(Thread thread) {
    if (thread instanceof BatonThread ours
        && ours.number < threads.size()
        && threads.get(ours.number) == ours) {
      return ours;
    }
    throw new IllegalStateException(thread.getName() + " is not a thread of this baton");
  }

  private void become(BatonThread thread, BatonThread.Condition condition) {
    thread.condition = condition;
    changed = true;
  }

  private void step(BatonThread me) {
    refuseIfAbandoned(me);
    BatonThread next = choose(me.where, me.detail);
    if (next == null) {
      refuse(me);
    } else if (next != me) {
      watch.handedTo(next);
      next.grant();
      me.awaitBaton();
      refuseIfAbandoned(me);
    }
  }

  private void refuseIfAbandoned(BatonThread me) {
    if (abandoned) {
      refuse(me);
    }
  }

  private void refuse(BatonThread me) {
    me.countRefusal();
    if (me.cannotBeStopped()) {
      failure = new BatonFailure(BatonFailure.Kind.UNSTOPPABLE, Report.unstoppable(me));
      // Nothing ends it, so it stays where it can do no harm, and the others unwind.
      leave(me);
      while (true) {
        LockSupport.park(this);
      }
    }
    throw new Abandoned();
  }

  /** Returns who runs next, or null if the run is abandoned for a failure. */
  private @Nullable BatonThread choose(String where, long detail) {
    watch.stepped();
    if (trace.steps() >= maxSteps) {
      return fail(new BatonFailure(BatonFailure.Kind.STUCK, Report.stuck(threads, trace)));
    }
    time.tick();
    if (time.monotonicNanos() >= earliestDeadline) {
      wakeDue();
    }
    lookAround();
    if (runnable.length == 0 && !jump()) {
      return fail(new BatonFailure(BatonFailure.Kind.DEADLOCK, Report.deadlock(threads, trace)));
    }
    int decision;
    try {
      decision = schedule.next(trace.steps(), current, runnable, parked);
    } catch (RuntimeException | Error refused) {
      return fail(refused);
    }
    trace.add(where, detail, decision);
    int number = decision >= 0 ? decision : ~decision;
    if (!Schedule.contains(decision >= 0 ? runnable : parked, number)) {
      return fail(new IllegalArgumentException("the schedule chose " + decision));
    }
    BatonThread next = threads.get(number);
    if (decision < 0) {
      become(next, BatonThread.Condition.RUNNABLE);
    }
    current = number;
    return next;
  }

  private @Nullable BatonThread fail(Throwable why) {
    abandoned = true;
    failure = why;
    return null;
  }

  /** Lets time jump to the earliest deadline, if there is one. */
  private boolean jump() {
    // Whoever had the deadline that is noted may have been unparked since.
    wakeDue();
    if (earliestDeadline == FOREVER) {
      return false;
    }
    time.advance(earliestDeadline - time.monotonicNanos());
    wakeDue();
    lookAround();
    return true;
  }

  /** Wakes the parked threads whose deadline has come, and finds the next deadline. */
  private void wakeDue() {
    long now = time.monotonicNanos();
    earliestDeadline = FOREVER;
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
    int i = 0;
    for (BatonThread thread : threads) {
      if (thread.condition == condition) {
        numbers[i++] = thread.number;
      }
    }
    return numbers;
  }

  /** The whole life of a thread that has got the baton for the first time. */
  @SuppressWarnings("CatchThrowable") // Whatever a body throws ends the run, and is thrown there.
  void runBody(BatonThread me, Runnable body) {
    try {
      refuseIfAbandoned(me);
      body.run();
    } catch (Throwable thrown) {
      // What a thread throws while it unwinds is a consequence of that.
      if (!abandoned) {
        fail(thrown);
      }
    }
    leave(me);
  }

  /** Ends a thread and hands the baton to another, if there is one. */
  private void leave(BatonThread me) {
    become(me, BatonThread.Condition.ENDED);
    me.where = "its end";
    alive--;
    me.joiners.forEach(this::unpark);
    if (watch.unwinds()) {
      return;
    }
    if (!abandoned) {
      if (alive == 0) {
        watch.ended();
        return;
      }
      BatonThread next = choose(me.where, 0);
      if (next != null) {
        watch.handedTo(next);
        next.grant();
        return;
      }
    }
    unwindNext();
  }

  /** Hands the baton to some thread that has begun and not ended, to unwind. */
  private void unwindNext() {
    for (BatonThread thread : threads) {
      if (thread.begun && thread.condition != BatonThread.Condition.ENDED) {
        watch.handedTo(thread);
        thread.grant();
        return;
      }
    }
    watch.ended();
  }

  /** Called by {@link BatonThread#interrupt} for a thread that waits for the baton. */
  void interrupt(BatonThread target) {
    caller();
    target.keepInterrupt();
    if (target.condition == BatonThread.Condition.PARKED) {
      become(target, BatonThread.Condition.RUNNABLE);
    }
  }
}
