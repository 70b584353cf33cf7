package org.waymark.check.crash;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.LogDirectory;
import org.waymark.LogHaltedException;
import org.waymark.LogRefusedException;
import org.waymark.OperatingMode;
import org.waymark.WriteCoordinator;
import org.waymark.check.disk.DiskHook;
import org.waymark.check.disk.Fault;
import org.waymark.check.disk.Faults;
import org.waymark.check.disk.Operation;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.Violation;

/**
 * One run of a workload's steps over the shipped coordinator on a simulated disk: from power on to
 * power off, with one process or several after another.
 *
 * <p>It records what clients ask and are told, and calls back at each <em>crash point</em>: just
 * before each force completes, after each recovery, when answers were taken, and at the end.
 * Between two of them a crash can leave nothing that it could not leave at the later one, and
 * nobody knows more. One thread.
 */
public final class WorkloadRun implements DiskHook, Faults {

  /** Where in a life a crash point is. */
  public enum Where {
    /** Within an opening, before a force completes. */
    OPENING,
    /** When an opening is done and everything was read back. */
    OPENED,
    /** While the log serves, before a force completes. */
    FORCING,
    /** When answers were taken. */
    ANSWERED,
    /** When all steps are done. */
    DONE
  }

  /**
   * Hears of crash points and violations. It may look at the disk and the history, and boot other
   * disks.
   */
  public interface Points {

    /** The run is at its next crash point. */
    void reached(WorkloadRun run, Where where);

    /** The run's history has just got its first violation, and the run ends here. */
    void violated(WorkloadRun run);

    /** Returns how often the power failed or the process died before this run. */
    int crashes();

    /** A step begins. */
    default void took(WorkloadRun run, Step step) {}

    /** A client asked or was told something. */
    default void told(WorkloadRun run, int life, HistoryEvent event) {}

    /** An operation of the disk begins. */
    default void began(WorkloadRun run, Operation operation) {}

    /** The disk is about to fail an operation. */
    default void faulted(WorkloadRun run, Operation operation, PlannedFault.Kind kind) {}

    /** A force is about to become effective. */
    default void forced(WorkloadRun run, Operation operation) {}
  }

  private final Setting setting;
  private final Points points;

  /** Whose transactions the steps' numbers mean: this run's own. */
  private final int own;

  private SimDisk disk;
  private History history;
  private int point = -1;

  /** How often the power failed or the process died before this run. */
  private final int number;

  private int changes;

  /** Whether the disk has failed in this life, so that the log may halt. */
  private boolean faulty;

  /** How many capsules the disk had no space for, of which the clients were not told yet. */
  private int refusals;

  /** A fault that was due, and waits for a change that it concerns. */
  private @Nullable PlannedFault overdue;

  /** Operations under way that will fail: nobody knows before they return. */
  private final Set<Long> failing = new HashSet<>();

  private @Nullable Violation broken;
  private boolean over;
  private boolean opening;

  private @Nullable LogDirectory directory;

  /** The present life's, while the log is open. */
  private @Nullable Conversation clients;

  private final Conversation.Carried carried = new Conversation.Carried();

  /** What others do in the middle of the step under way. */
  private List<Step> during = List.of();

  /**
   * Prepares a run.
   *
   * @param history what clients have from the lives before
   */
  WorkloadRun(Setting setting, SimDisk disk, History history, Points points) {
    this.number = points.crashes();
    this.setting = setting;
    this.disk = disk;
    this.history = history;
    this.points = points;
    this.own = history.life();
  }

  /** Returns the disk as it is now. */
  public SimDisk disk() {
    return disk;
  }

  /** Returns what clients have by now. */
  public History history() {
    return history;
  }

  /** Returns what is wrong with what clients have by now. */
  public List<Violation> violations() {
    return broken == null ? history.violations() : List.of(broken);
  }

  /** Returns the number of the crash point reached last, from 0. */
  public int point() {
    return point;
  }

  /** Returns whether the log is open, and was read back. */
  boolean isOpen() {
    return clients != null && !opening;
  }

  /** Ends the run as soon as it is noticed: what it still does is of no interest. */
  void stop() {
    over = true;
  }

  /** Opens the log, reads it, and takes these steps, as far as the log lets it. */
  void live(List<Step> steps) {
    attach();
    open();
    for (Step step : steps) {
      take(step);
    }
    reached(Where.DONE);
    requireProgress();
  }

  private void attach() {
    disk.hook(this);
    if (setting.hasFaults(number)) {
      disk.faults(this);
    }
  }

  @Override
  public @Nullable Fault at(Operation operation) {
    if (over || !PlannedFault.isChange(operation)) {
      return null;
    }
    PlannedFault due = setting.fault(number, ++changes);
    PlannedFault planned = due == null ? overdue : due;
    Fault fault = planned == null ? null : planned.fault(operation);
    if (planned == null || fault == null) {
      overdue = planned;
      return null;
    }
    overdue = planned.sequel();
    points.faulted(this, operation, planned.kind());
    setting.counts().faults++;
    if (isRefusal(operation, fault)) {
      refusals++;
    } else if (!(fault instanceof Fault.ShortTransfer || fault instanceof Fault.Ignored)) {
      faulty = true;
      failing.add(operation.number());
    }
    return fault;
  }

  /** A capsule for which there is no space is refused, and the log goes on; a name must be had. */
  private boolean isRefusal(Operation operation, Fault fault) {
    return fault instanceof Fault.Full
        && operation.kind() != Operation.Kind.RENAME
        && operation.kind() != Operation.Kind.FORCE_DIRECTORY
        && clients != null
        && clients.isWritingCapsule();
  }

  /** The operation returns, with its failure if it is to have one. */
  private void failed(Operation operation) {
    if (failing.remove(operation.number())) {
      long tip = clients == null ? 0 : clients.log().commitSeqTip();
      record(new HistoryEvent.Failed(operation.kind() + " " + operation.name(), tip));
    }
  }

  /** Nothing failed in this life: if commits were asked for, at least one must have come about. */
  private void requireProgress() {
    if (clients != null && clients.isFruitless() && !faulty) {
      record(new HistoryEvent.Quiet());
      record(new HistoryEvent.Ended(HistoryEvent.Ended.CLOSED));
    }
  }

  // ------------------------------------------------------------------------------ crash points

  @Override
  public void begins(SimDisk on, Operation operation) {
    if (on != disk || over) {
      return;
    }
    points.began(this, operation);
    if (operation.kind() == Operation.Kind.WRITE && clients != null && clients.isWritingCapsule()) {
      meanwhile(operation);
    }
    if (!PlannedFault.isForce(operation)) {
      failed(operation);
    }
  }

  /** Lets others do what they do in the middle of this step; where segments come to be, nobody. */
  private void meanwhile(Operation operation) {
    if (!during.isEmpty() && !operation.name().endsWith(".tmp")) {
      List<Step> others = during;
      during = List.of();
      setting.counts().overlaps++;
      others.forEach(this::take);
    }
  }

  @Override
  public void forceEnds(SimDisk on, Operation operation) {
    if (on != disk || over) {
      return;
    }
    if (operation.kind() == Operation.Kind.FORCE) {
      meanwhile(operation);
    }
    reached(opening ? Where.OPENING : Where.FORCING);
    points.forced(this, operation);
    failed(operation);
  }

  /** The run is at its next crash point. */
  void reached(Where where) {
    if (!over) {
      point++;
      points.reached(this, where);
    }
  }

  /** Something was thrown at a client: without a failure of the disk that is one of the log. */
  private void excuse(boolean excused, Exception unexpected) {
    if (!excused && !over) {
      over = true;
      StackTraceElement[] at = unexpected.getStackTrace();
      String where = at.length == 0 ? "" : "at " + at[0];
      broken =
          new Violation(
              faulty ? "P12" : "P14",
              "the log threw what no client expects",
              List.of("" + unexpected, where));
      points.violated(this);
    }
  }

  /** Records what a client asked or was told; nothing once the run is over. */
  void record(HistoryEvent event) {
    if (over) {
      return;
    }
    points.told(this, history.life(), event);
    history = history.then(event);
    if (history.isViolated()) {
      over = true;
      points.violated(this);
    }
  }

  // ---------------------------------------------------------------------------------- openings

  private void open() {
    opening = true;
    setting.counts().recoveries++;
    try {
      LogDirectory opened = LogDirectory.recover(disk, setting.options(history.life()));
      directory = opened;
      WriteCoordinator log =
          new WriteCoordinator(
              OperatingMode.NATIVE,
              opened.recoveredTip(),
              setting.workload().groupCommitMax(),
              opened);
      opening = false;
      if (!over) {
        setting.counts().opened(opened.recoveryReport());
        if (opened.recoveredTip() > setting.workload().markersPerSegment()) {
          setting.counts().rotated++;
        }
        record(new HistoryEvent.Recovered(setting.clients().readFrom(1, log.history())));
        setting.counts().came(history.came());
        clients = new Conversation(setting, this, carried, log, own);
        reached(Where.OPENED);
      }
    } catch (LogRefusedException refused) {
      cannotOpen(String.valueOf(refused.getMessage()));
    } catch (IOException | RuntimeException failed) {
      cannotOpen(failed.toString());
    }
  }

  private void cannotOpen(String why) {
    opening = false;
    directory = null;
    record(new HistoryEvent.Refused(why));
  }

  private void again(String how) {
    record(new HistoryEvent.Ended(how));
    clients = null;
    faulty = false;
    refusals = 0;
    if (!over) {
      open();
    }
  }

  private void die() {
    disk = disk.afterProcessDeath();
    attach();
    again(HistoryEvent.Ended.KILLED);
  }

  private void reopen(Conversation closing) throws IOException {
    WriteCoordinator log = closing.log();
    log.initiateShutdown();
    List<Step> others = during;
    during = List.of();
    others.forEach(this::take);
    while (log.pendingCount() > 0) {
      log.fsync1();
      log.appendMarkersAndFsync2();
    }
    closing.drain();
    if (!over) {
      again(close(log, Objects.requireNonNull(directory)));
    }
  }

  /** Closes the log as well as it goes, and returns how the life has ended. */
  private String close(WriteCoordinator log, LogDirectory closing) throws IOException {
    if (log.haltCause().isPresent()) {
      closing.close();
      return HistoryEvent.Ended.HALTED;
    }
    try {
      closing.closeCleanly();
      return HistoryEvent.Ended.CLOSED;
    } catch (IOException noRecord) {
      return HistoryEvent.Ended.HALTED; // Everybody was answered, and the log is closed.
    }
  }

  // ------------------------------------------------------------------------------------- steps

  private void take(Step step) {
    if (over) {
      return;
    }
    points.took(this, step);
    Conversation serving = clients;
    if (step.act() == Step.Act.DIE) {
      die();
    } else if (serving != null) {
      take(step, serving);
    }
  }

  private void take(Step step, Conversation serving) {
    during = step.during();
    try {
      switch (step.act()) {
        case REOPEN -> reopen(serving);
        case INTRUDE -> intrude();
        default -> serving.act(step);
      }
    } catch (LogHaltedException halted) {
      serving.drain();
      excuse(faulty, halted);
    } catch (IOException failed) {
      excuse(faulty || refusals-- > 0, failed);
      setting.counts().refusedByDisk++;
    } catch (RuntimeException unexpected) {
      excuse(false, unexpected);
    } finally {
      during = List.of();
    }
  }

  private void intrude() {
    try (LogDirectory second = LogDirectory.recover(disk, setting.options(history.life()))) {
      record(new HistoryEvent.Intruded(second != null));
    } catch (IOException refused) {
      record(new HistoryEvent.Intruded(false));
    }
  }
}
