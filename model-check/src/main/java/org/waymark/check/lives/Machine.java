package org.waymark.check.lives;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.check.baton.Baton;
import org.waymark.check.baton.HandTime;
import org.waymark.check.disk.CrashStates;
import org.waymark.check.disk.DiskHook;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.Faults;
import org.waymark.check.disk.Operation;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.HistoryEvent.Ended;

/**
 * A machine from power on to power off, or to the death of its process: runs one incarnation of the
 * log under a baton, or two of them if the lock of the first is removed, until they end or crash.
 *
 * <p>It is the hook of its disk: each operation is a step of the baton, and a point at which the
 * power may fail; so is the end of each force.
 */
final class Machine implements DiskHook {
  /** How long a step takes: about what an operation in a cache does. */
  private static final long NANOS_PER_STEP = 20_000;

  /** A disk that is to be full has at most this much room. */
  private static final int ROOM = 160 << 10;

  private final IncarnationPlan plan;
  private final Life life;
  private final SimDisk disk;
  private final HandTime time;
  private final Baton baton;
  private final Faults faults;
  private final List<Incarnation> incarnations = new ArrayList<>();
  private int points;
  private boolean suspended;

  /** What the next machine boots with, once this one has crashed. */
  private @Nullable SimDisk left;

  Machine(IncarnationPlan plan, SimDisk disk, Life life) {
    this.plan = plan;
    this.life = life;
    this.disk = disk;
    this.time = new HandTime(NANOS_PER_STEP, life.unixNanos() + plan.clockStepNanos(), 0);
    this.baton = new Baton(plan.schedule(), time, life.crew());
    this.faults =
        life.sabotage().faults(plan.faulty() ? new FaultPlan(plan, life.tally()) : Faults.NONE);
  }

  /** Runs to the end and returns the disk that the next machine finds. */
  SimDisk run() {
    disk.capacity(plan.faulty() && plan.has(Trait.FULL_DISK) ? fewBytes() : Long.MAX_VALUE);
    disk.faults(faults);
    disk.hook(this);
    try {
      baton.run("main", start()::live);
    } catch (RuntimeException | Error thrown) {
      life.recorder().violated("P14", "what nobody expects was thrown, or all wait", thrown);
    }
    life.recorder().mix(baton.traceHash());
    life.tally().incarnation(baton.steps());
    life.clock(time.unixNanos());
    return left != null ? left : switchOff();
  }

  private long fewBytes() {
    DiskImage cached = disk.cached();
    long used = cached.names().stream().mapToLong(cached::size).sum();
    return used + Seeds.stream(plan.seed(), "room").nextInt(ROOM);
  }

  private SimDisk switchOff() {
    if (!plan.powerLossAfter()) {
      return disk.afterProcessDeath();
    }
    life.tally().saw(Seen.POWER_LOSS_AFTER_CLOSE);
    return new SimDisk(surviving());
  }

  /** Adds the next incarnation of the log to those of this machine. */
  Incarnation start() {
    Incarnation next = new Incarnation(this, life, life.nextIncarnation(), !incarnations.isEmpty());
    incarnations.add(next);
    return next;
  }

  IncarnationPlan plan() {
    return plan;
  }

  SimDisk disk() {
    return disk;
  }

  Baton baton() {
    return baton;
  }

  HandTime time() {
    return time;
  }

  /** Somebody tidies up: there is room again. */
  void makeRoom() {
    disk.capacity(Long.MAX_VALUE);
  }

  /** Waits for so many steps, more or less. */
  void await(int steps) {
    baton.park(this, time.monotonicNanos() + steps * NANOS_PER_STEP);
  }

  /** Lets an action use the disk without steps, crashes and faults, for the oracle's sake. */
  <X extends Exception> void suspended(Act<X> action) throws X {
    suspended = true;
    disk.faults(Faults.NONE);
    try {
      action.run();
    } finally {
      disk.faults(faults);
      suspended = false;
    }
  }

  /** An action that may throw. */
  @FunctionalInterface
  interface Act<X extends Exception> {
    void run() throws X;
  }

  // ------------------------------------------------------------------------------------- crashes

  @Override
  public void begins(SimDisk on, Operation operation) {
    if (!suspended) {
      baton.pass(operation.kind().name(), operation.position());
      point(plan.aim().includes(operation, false));
    }
  }

  @Override
  public void forceEnds(SimDisk on, Operation operation) {
    if (!suspended) {
      baton.pass("a force ends", operation.position());
      point(plan.aim().includes(operation, true));
    }
  }

  private void point(boolean counts) {
    points += counts ? 1 : 0;
    if (counts && points == plan.crashAt()) {
      crash();
    }
  }

  private void crash() {
    boolean powerLoss = plan.end() == IncarnationPlan.End.POWER_LOSS;
    boolean opening = incarnations.get(0).isOpening();
    life.crashed(powerLoss, opening);
    left = powerLoss ? new SimDisk(surviving()) : disk.afterProcessDeath();
    for (Incarnation one : incarnations) {
      one.end(powerLoss ? Ended.POWER_LOSS : Ended.KILLED);
    }
    life.recorder().down();
    baton.abandon();
  }

  /** Draws what the medium holds after a power loss now. */
  private DiskImage surviving() {
    SplittableRandom random = Seeds.stream(plan.seed(), "survivors");
    CrashStates states = disk.crashStates(plan.profile());
    int[] values =
        switch (plan.aim() == IncarnationPlan.Aim.MARKER_FORCES ? 2 : random.nextInt(6)) {
          case 0 -> states.allLost();
          case 1 -> states.allKept();
          default -> states.sample(random);
        };
    DiskImage image = states.image(values);
    life.recorder().mix(image.hash());
    return image;
  }
}
