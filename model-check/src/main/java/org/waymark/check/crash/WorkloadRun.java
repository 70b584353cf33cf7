package org.waymark.check.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.Answer;
import org.waymark.CapsuleHandle;
import org.waymark.CommitResult;
import org.waymark.LogDirectory;
import org.waymark.LogHaltedException;
import org.waymark.LogRefusedException;
import org.waymark.OperatingMode;
import org.waymark.Snapshot;
import org.waymark.Submission;
import org.waymark.SubmitResult;
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
  private boolean faulty;
  private boolean writingCapsule;

  /** Forces under way that will fail: nobody knows before they return. */
  private final Set<Long> failing = new HashSet<>();

  private @Nullable Violation broken;
  private boolean over;
  private boolean opening;

  private @Nullable LogDirectory directory;
  private @Nullable WriteCoordinator coordinator;
  private long calls;

  /** Submissions and acknowledgements of the present life. */
  private long asked;

  private long acknowledged;
  private long clock;
  private final Map<Long, CapsuleHandle> capsules = new HashMap<>();
  private final Map<Long, Snapshot> snapshots = new HashMap<>();
  private final Map<Long, List<Long>> open = new HashMap<>();

  /** What happens during the force of the barrier under way. */
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
    return coordinator != null && !opening;
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
    PlannedFault planned = setting.fault(number, ++changes);
    Fault fault = planned == null ? null : planned.fault(operation);
    if (planned != null && fault != null) {
      points.faulted(this, operation, planned.kind());
      setting.counts().faults++;
      faulty |= !(fault instanceof Fault.Ignored);
      boolean harmless =
          fault instanceof Fault.ShortTransfer
              || fault instanceof Fault.Ignored
              || (fault instanceof Fault.Full && writingCapsule);
      if (!harmless && PlannedFault.isForce(operation)) {
        failing.add(operation.number());
      } else if (!harmless) {
        failed(operation);
      }
    }
    return fault;
  }

  private void failed(Operation operation) {
    long tip = opening ? 0 : log().commitSeqTip();
    record(new HistoryEvent.Failed(operation.kind() + " " + operation.name(), tip));
  }

  /** Nothing failed in this life: if commits were asked for, at least one must have come about. */
  private void requireProgress() {
    if (asked > 0 && acknowledged == 0 && !faulty) {
      record(new HistoryEvent.Quiet());
      record(new HistoryEvent.Ended(HistoryEvent.Ended.CLOSED));
    }
  }

  // ------------------------------------------------------------------------------ crash points

  @Override
  public void begins(SimDisk on, Operation operation) {
    if (on == disk && !over) {
      points.began(this, operation);
    }
  }

  @Override
  public void forceEnds(SimDisk on, Operation operation) {
    if (on != disk || over) {
      return;
    }
    boolean barrier =
        operation.kind() == Operation.Kind.FORCE && !operation.name().endsWith(".tmp");
    if (barrier && !during.isEmpty()) {
      List<Step> others = during;
      during = List.of();
      setting.counts().overlaps++;
      others.forEach(this::take);
    }
    reached(opening ? Where.OPENING : Where.FORCING);
    points.forced(this, operation);
    if (failing.remove(operation.number())) {
      failed(operation);
    }
  }

  private void reached(Where where) {
    if (!over) {
      point++;
      points.reached(this, where);
    }
  }

  /** What the contract does not name was thrown at a client. */
  private void breaks(RuntimeException unexpected) {
    if (!over) {
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

  private void record(HistoryEvent event) {
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
    clock = Setting.clockAt(history.life());
    setting.counts().recoveries++;
    try {
      LogDirectory opened = LogDirectory.recover(disk, setting.options(history.life()));
      directory = opened;
      coordinator =
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
        record(new HistoryEvent.Recovered(setting.clients().readAll(coordinator.history())));
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
    coordinator = null;
    record(new HistoryEvent.Refused(why));
  }

  private void again(String how) {
    record(new HistoryEvent.Ended(how));
    capsules.clear();
    snapshots.clear();
    open.clear();
    calls = 0;
    asked = 0;
    acknowledged = 0;
    if (!over) {
      open();
    }
  }

  private void die() {
    disk = disk.afterProcessDeath();
    attach();
    again(HistoryEvent.Ended.KILLED);
  }

  private void reopen() throws IOException {
    WriteCoordinator log = log();
    log.initiateShutdown();
    while (log.pendingCount() > 0) {
      log.fsync1();
      log.appendMarkersAndFsync2();
    }
    drain();
    if (!over) {
      again(close(Objects.requireNonNull(directory)));
    }
  }

  /** Closes the log as well as it goes, and returns how the life has ended. */
  private String close(LogDirectory closing) throws IOException {
    if (log().haltCause().isPresent()) {
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
    try {
      if (step.act() == Step.Act.DIE) {
        die();
      } else if (coordinator != null) {
        act(step);
      }
    } catch (LogHaltedException halted) {
      drain();
    } catch (IOException failed) {
      // A capsule that the full disk refuses: nobody was told of a commit.
      setting.counts().refusedByDisk++;
    } catch (RuntimeException unexpected) {
      breaks(unexpected);
    } finally {
      during = List.of();
    }
  }

  private void act(Step step) throws IOException {
    WriteCoordinator log = log();
    long number = Clients.number(own, step.transaction());
    switch (step.act()) {
      case BEGIN -> snapshots.put(number, log.beginSnapshot());
      case CAPSULE -> capsule(number);
      case SUBMIT -> submit(number);
      case REUSE -> reuse(number);
      case RETRY_UNANSWERED -> retryUnanswered();
      case FSYNC1 -> {
        during = step.during();
        log.fsync1();
      }
      case FSYNC2 -> {
        during = step.during();
        log.appendMarkersAndFsync2();
      }
      case DRAIN -> drain();
      case FLUSH -> answered(log.flushBatch());
      case COMMIT -> commit(number);
      case END -> end(number);
      case PRUNE -> log.prune();
      case INTRUDE -> intrude();
      case CLOCK_BACK -> clock -= 3_600_000_000_000L;
      case REOPEN -> reopen();
      case DIE -> throw new IllegalArgumentException("needs no open log");
    }
  }

  private void end(long number) {
    Snapshot snapshot = snapshots.remove(number);
    if (snapshot != null) {
      snapshot.close();
    }
  }

  private WriteCoordinator log() {
    return Objects.requireNonNull(coordinator);
  }

  private CapsuleHandle capsule(long number) throws IOException {
    CapsuleHandle handle = capsules.get(number);
    if (handle == null) {
      handle = write(setting.clients().client(number).payload);
      capsules.put(number, handle);
    }
    return handle;
  }

  private CapsuleHandle write(byte[] payload) throws IOException {
    writingCapsule = true;
    try {
      return log().writeCapsule(payload);
    } finally {
      writingCapsule = false;
    }
  }

  private Submission submission(long number, long beginSeq) throws IOException {
    Clients.Client client = setting.clients().client(number);
    return Submission.of(client.token, beginSeq, capsule(number)).writing(client.pages);
  }

  /** Records the invocation; a retry repeats the submission as it was. */
  private Submission invoke(long number) throws IOException {
    Clients.Client client = setting.clients().client(number);
    Snapshot snapshot = snapshots.get(number);
    HistoryEvent.Invoked first = history.invocation(client.tokenText);
    long beginSeq =
        first != null
            ? first.beginSeq()
            : snapshot != null ? snapshot.beginSeq() : log().commitSeqTip();
    Submission submission = submission(number, beginSeq);
    asked++;
    record(
        new HistoryEvent.Invoked(
            ++calls,
            client.tokenText,
            beginSeq,
            client.pageList,
            client.text(capsule(number).id()),
            client.digest));
    open.computeIfAbsent(number, unseen -> new ArrayList<>()).add(calls);
    return submission;
  }

  private void submit(long number) throws IOException {
    Submission submission = invoke(number);
    try {
      SubmitResult result = log().submit(submission, ++clock);
      if (result instanceof CommitResult answer) {
        answeredAtOnce(number, answer);
      }
    } catch (LogHaltedException halted) {
      answeredAtOnce(number, new CommitResult.OutcomeUnknown(halted));
      throw halted;
    }
  }

  private void commit(long number) throws IOException {
    Submission submission = invoke(number);
    try {
      answeredAtOnce(number, log().submitAndCommit(submission, ++clock));
    } catch (LogHaltedException halted) {
      answeredAtOnce(number, new CommitResult.OutcomeUnknown(halted));
      throw halted;
    }
  }

  /** The call just made has its answer; earlier ones of the same transaction wait for theirs. */
  private void answeredAtOnce(long number, CommitResult result) {
    List<Long> waiting = open.get(number);
    long call = Objects.requireNonNull(waiting).remove(waiting.size() - 1);
    if (waiting.isEmpty()) {
      open.remove(number);
    }
    told(call, result);
    reached(Where.ANSWERED);
  }

  private void retryUnanswered() throws IOException {
    for (String token : history.unanswered()) {
      submit(Clients.numberOf(token));
    }
  }

  /** A token that names another transaction is a mistake of the client's, and leaves no trace. */
  private void reuse(long number) throws IOException {
    Clients.Client client = setting.clients().client(number);
    boolean known = open.containsKey(number) || history.isAcknowledged(client.tokenText);
    if (!known) {
      return;
    }
    byte[] other = client.payload.clone();
    other[0] ^= 1;
    CapsuleHandle handle = write(other);
    Submission submission =
        Submission.of(client.token, log().commitSeqTip(), handle).writing(client.pages);
    try {
      SubmitResult result = log().submit(submission, ++clock);
      throw new IllegalStateException("a reused token was answered " + result);
    } catch (IllegalArgumentException refused) {
      setting.counts().reusesRefused++;
    }
  }

  private void intrude() {
    try (LogDirectory second = LogDirectory.recover(disk, setting.options(history.life()))) {
      record(new HistoryEvent.Intruded(second != null));
    } catch (IOException refused) {
      record(new HistoryEvent.Intruded(false));
    }
  }

  private void drain() {
    answered(log().drainCommitted());
  }

  private void answered(List<Answer> answers) {
    for (Answer answer : answers) {
      answer(answer.token().low(), answer.result());
    }
    if (!answers.isEmpty()) {
      reached(Where.ANSWERED);
    }
  }

  /** Whoever waits for that transaction has its answer; nobody does if it was drained before. */
  private void answer(long number, CommitResult result) {
    List<Long> waiting = open.remove(number);
    if (waiting == null) {
      told(0, result); // An answer that nobody asked for: the oracle says so.
    } else {
      waiting.forEach(call -> told(call, result));
    }
  }

  private void told(long call, CommitResult result) {
    record(event(call, result));
    if (result instanceof CommitResult.Committed) {
      acknowledged++;
    } else if (result instanceof CommitResult.FcwConflict) {
      setting.counts().conflicts++;
    }
  }

  private static HistoryEvent.Answered event(long call, CommitResult result) {
    if (result instanceof CommitResult.Committed committed) {
      return new HistoryEvent.Answered(
          call, result.name(), committed.sequence(), committed.time(), List.of());
    }
    if (result instanceof CommitResult.FcwConflict conflict) {
      List<Long> pages = Arrays.stream(conflict.pages()).boxed().toList();
      return new HistoryEvent.Answered(call, result.name(), 0, 0, pages);
    }
    return new HistoryEvent.Answered(call, result.name(), 0, 0, List.of());
  }
}
