package org.waymark.check.baton;

import java.time.Duration;
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
 * observer is called under the state lock, so it must not pass. Whoever refreshes a {@code
 * ReadOnlyCommitLog} waits for its turn outside the seam: let one thread at a time do so. A thread
 * that does wait for a lock, or otherwise outside the seam, is found out and fails the run.
 *
 * <p>One baton serves one run: {@link #start} the first threads, then {@link #run}. Unless stated
 * otherwise methods are called by threads of the baton, or before the run by whoever prepares it.
 */
public final class Baton implements Threads {
  /** The bound on steps, unless another is given. */
  public static final int MAX_STEPS = 1_000_000;

  /** How long the running thread may wait outside the seam, unless another bound is given. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Schedule schedule;
  private final HandTime time;
  private final Crew crew;
  private final boolean ownsCrew;
  private final int maxSteps;
  private final Watch watch;
  private final Roll roll = new Roll();
  private final Trace trace = new Trace();

  private int current = -1;
  private boolean used;
  private boolean running;

  /** Set when threads are to unwind; by the baton's holder, or by the watch. */
  private volatile boolean abandoned;

  private @Nullable Throwable failure;

  /** A baton with the usual bounds; see {@link #Baton(Schedule, HandTime, int, Duration)}. */
  public Baton(Schedule schedule, HandTime time) {
    this(schedule, time, new Crew(), true, MAX_STEPS, PATIENCE);
  }

  /**
   * A baton with threads of its own.
   *
   * @param time the clock of the deadlines
   * @param maxSteps how many steps a run may take
   * @param patience how long, in real time, the running thread may wait outside the seam
   */
  public Baton(Schedule schedule, HandTime time, int maxSteps, Duration patience) {
    this(schedule, time, new Crew(), true, maxSteps, patience);
  }

  /** A baton with threads that serve others later; with the usual bounds. */
  public Baton(Schedule schedule, HandTime time, Crew crew) {
    this(schedule, time, crew, false, MAX_STEPS, PATIENCE);
  }

  /**
   * See {@link #Baton(Schedule, HandTime, Crew)} and {@link #Baton(Schedule, HandTime, int,
   * Duration)}.
   */
  public Baton(Schedule schedule, HandTime time, Crew crew, int maxSteps, Duration patience) {
    this(schedule, time, crew, false, maxSteps, patience);
  }

  private Baton(
      Schedule schedule,
      HandTime time,
      Crew crew,
      boolean ownsCrew,
      int maxSteps,
      Duration patience) {
    this.schedule = schedule;
    this.time = time;
    this.crew = crew;
    this.ownsCrew = ownsCrew;
    this.maxSteps = maxSteps;
    this.watch = new Watch(roll.threads(), patience);
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
    if (roll.threads().isEmpty()) {
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
          new BatonFailure(
              BatonFailure.Kind.BLOCKED, Report.blocked(blocked, roll.threads(), trace));
      watch.unwind(blocked, failure);
    }
    running = false;
    dismissThreads();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure != null) {
      throw new IllegalStateException("a body threw what it does not declare", failure);
    }
    return !abandoned;
  }

  private void dismissThreads() {
    for (BatonThread thread : roll.threads()) {
      if (!thread.hasBegun() && !thread.cannotBeStopped()) {
        crew.giveBack(thread);
      }
    }
    if (ownsCrew) {
      crew.close();
    }
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

  /**
   * Ends the run as {@link #abandon} does, and lets {@link #run} throw {@code why}: for a check in
   * a thread whose code would catch what the check throws, as the engine of a log does.
   */
  public void fail(Throwable why) {
    BatonThread me = caller();
    if (!abandoned) {
      failBy(why);
    }
    refuse(me);
  }

  // ------------------------------------------------------------------------------- thread's seam

  /** Starts a thread. This is no step: the new one gets its first chance at the caller's next. */
  @Override
  public Thread start(String name, Runnable body) {
    if (running) {
      refuseIfAbandoned(caller());
    }
    BatonThread thread = crew.lend();
    thread.assume(name, new BatonThread.Duty(this, roll.threads().size(), body));
    roll.add(thread);
    trace.started(name);
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
        roll.parks(me, deadlineNanos);
      }
    }
    step(me);
  }

  /** Lets a thread's current or next park return; no step. */
  @Override
  public void unpark(Thread thread) {
    BatonThread target = ours(thread);
    if (!roll.wake(target)) {
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
    if (thread instanceof BatonThread ours && ours.serves(this)) {
      return ours;
    }
    throw new IllegalStateException(thread.getName() + " is not a thread of this baton");
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
      return failBy(new BatonFailure(BatonFailure.Kind.STUCK, Report.stuck(roll.threads(), trace)));
    }
    time.tick();
    if (!roll.call(time)) {
      return failBy(
          new BatonFailure(BatonFailure.Kind.DEADLOCK, Report.deadlock(roll.threads(), trace)));
    }
    int decision;
    try {
      decision = schedule.next(trace.steps(), current, roll.runnable(), roll.parked());
    } catch (RuntimeException | Error refused) {
      return failBy(refused);
    }
    trace.add(where, detail, decision);
    int number = decision >= 0 ? decision : ~decision;
    if (!Schedule.contains(decision >= 0 ? roll.runnable() : roll.parked(), number)) {
      return failBy(new IllegalArgumentException("the schedule chose " + decision));
    }
    BatonThread next = roll.threads().get(number);
    if (decision < 0) {
      roll.wake(next);
    }
    current = number;
    return next;
  }

  private @Nullable BatonThread failBy(Throwable why) {
    abandoned = true;
    failure = why;
    return null;
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
        failBy(thrown);
      }
    }
    leave(me);
  }

  /** Ends a thread and hands the baton to another, if there is one. */
  private void leave(BatonThread me) {
    // An interrupt that nobody took ends with its thread, not with the next duty of this one.
    Thread.interrupted();
    roll.ends(me);
    me.where = "its end";
    me.joiners.forEach(this::unpark);
    if (watch.unwinds()) {
      watch.wake();
      return;
    }
    if (!abandoned) {
      if (roll.allEnded()) {
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
    for (BatonThread thread : roll.threads()) {
      if (thread.hasBegun()) {
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
    roll.wake(target);
  }
}
