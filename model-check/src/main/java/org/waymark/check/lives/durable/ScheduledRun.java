package org.waymark.check.lives.durable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.Answer;
import org.waymark.CapsuleHandle;
import org.waymark.CommitResult;
import org.waymark.LogDirectory;
import org.waymark.LogOptions;
import org.waymark.OperatingMode;
import org.waymark.Snapshot;
import org.waymark.Submission;
import org.waymark.SubmitResult;
import org.waymark.Threads;
import org.waymark.WriteCoordinator;
import org.waymark.check.baton.Baton;
import org.waymark.check.baton.Crew;
import org.waymark.check.baton.HandTime;
import org.waymark.check.baton.Schedule;
import org.waymark.check.disk.DiskHook;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.Faults;
import org.waymark.check.disk.Operation;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.check.history.HistoryEvent.Recovered;

/**
 * One run of a program under one schedule. Each call and each operation of the disk is a step at
 * which another thread may go on; at the end of each force, and at the end of the run, somebody may
 * look at what a crash would leave.
 *
 * <p>A call without I/O is invoked and returns within one step: so the real-time order that is
 * judged is as strict as the program's own.
 */
final class ScheduledRun implements DiskHook {

  /** Looks at the crash states of a moment. */
  @FunctionalInterface
  interface CrashPoint {
    /** All threads stand still; the run goes on as if nobody had looked. */
    void reached(SimDisk disk, CallHistory history);
  }

  private final Program program;
  private final Subject subject;
  private final CrashPoint crashPoint;
  private final Baton baton;
  private final HandTime time = new HandTime();
  private final SimDisk disk = new SimDisk(DiskImage.EMPTY);
  private final CallHistory history;
  private @Nullable WriteCoordinator opened;

  ScheduledRun(
      Program program, Schedule schedule, Crew crew, Subject subject, CrashPoint crashPoint) {
    this.program = program;
    this.subject = subject;
    this.crashPoint = crashPoint;
    this.baton = new Baton(schedule, time, crew);
    // One more thread for what the main thread calls at the end.
    this.history = new CallHistory(program.threads().size() + 1);
  }

  /** Runs to the end. */
  void run() {
    baton.run("main", this::main);
  }

  /** Returns a hash over the schedule and all that happened under it. */
  long traceHash() {
    return baton.traceHash() * 31 + history.hash();
  }

  int[] decisions() {
    return baton.decisions();
  }

  CallHistory history() {
    return history;
  }

  private void main() {
    try (LogDirectory directory = LogDirectory.recover(disk, options(program, baton, time))) {
      WriteCoordinator log =
          new WriteCoordinator(OperatingMode.NATIVE, 0, program.groupCommitMax(), directory);
      opened = log;
      history.record(new Recovered(List.of()));
      commitBefore(log);
      disk.faults(subject.faults());
      disk.hook(this);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < program.threads().size(); i++) {
        int number = i;
        threads.add(baton.start("thread " + i, () -> live(number, program.threads().get(number))));
      }
      threads.forEach(baton::join);
      live(program.threads().size(), epilogue());
      crashPoint.reached(disk, history);
      disk.hook(DiskHook.NONE);
      disk.faults(Faults.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the options of a log that runs or recovers a program. */
  static LogOptions options(Program program, Threads threads, HandTime time) {
    SplittableRandom random = new SplittableRandom(1);
    return LogOptions.defaults()
        .withThreads(threads)
        .withTime(time)
        .withRandom(random)
        .withOwnThreads(false)
        .withCallbackExecutor(Runnable::run)
        .withMarkersPerSegment(program.markersPerSegment())
        .withGroupCommitMax(program.groupCommitMax())
        .withCapsuleSegmentBytes(16 << 10)
        .withMaxLeases(16)
        .withMaxIndexPages(256)
        .withRetryWindow(256);
  }

  /** Commits transaction 0, so that the incarnation's first segments are there. */
  private void commitBefore(WriteCoordinator log) throws IOException {
    CapsuleHandle capsule = log.writeCapsule(Program.payload(0));
    Submission submission =
        Submission.of(Program.token(0), 0, capsule).writing(program.pageArray(0));
    history.submits(0, invoked(0, 0, capsule));
    history.answered(0, log.submitAndCommit(submission, time.unixNanos()));
  }

  /** Completes everything and hands out all answers, three groups at most. */
  private static List<Action> epilogue() {
    List<Action> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      calls.add(Action.of("fsync1"));
      calls.add(Action.of("append"));
    }
    calls.add(Action.of("drain"));
    calls.add(Action.of("tip"));
    return calls;
  }

  // -------------------------------------------------------------------------------------- threads

  private void live(int thread, List<Action> calls) {
    try {
      Caller caller = new Caller(thread);
      for (Action action : calls) {
        baton.pass("call", action.hash());
        caller.call(action);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What one thread knows. */
  private final class Caller {
    private final WriteCoordinator log = Objects.requireNonNull(opened);
    private final int thread;
    private @Nullable Snapshot snapshot;
    private int beginSeq = 1;

    Caller(int thread) {
      this.thread = thread;
    }

    void call(Action action) throws IOException {
      switch (action.kind()) {
        case SUBMIT -> submit(action);
        case VALIDATE -> validate(action);
        case TIP -> history.answer(invoke(action), (int) subject.tip(log));
        case PENDING -> history.answer(invoke(action), (int) log.pendingCount());
        case EPOCH -> history.answer(invoke(action), (int) log.currentEpoch());
        case BEGIN -> begin(action);
        case END -> end(action);
        case PRUNE -> history.answer(invoke(action), (int) log.prune());
        case FSYNC1 -> {
          Call call = invoke(action);
          history.answer(call, subject.fsync1(log));
        }
        case APPEND -> {
          Call call = invoke(action);
          history.answer(call, subject.append(log).stream().map(Long::intValue).toList());
        }
        case DRAIN -> drain(action);
      }
    }

    private Call invoke(Action action) {
      return history.invoke(thread, action, beginSeq);
    }

    private void begin(Action action) {
      Call call = invoke(action);
      Snapshot begun = subject.begin(log);
      snapshot = begun;
      beginSeq = (int) subject.beginSeq(begun);
      history.answer(call, beginSeq);
    }

    private void end(Action action) {
      Call call = invoke(action);
      if (snapshot != null) {
        snapshot.close();
      }
      history.answer(call, "ended");
    }

    private Submission submission(int transaction) throws IOException {
      CapsuleHandle capsule = subject.writeCapsule(log, Program.payload(transaction));
      return Submission.of(Program.token(transaction), beginSeq, capsule)
          .writing(program.pageArray(transaction));
    }

    private void validate(Action action) throws IOException {
      Submission submission = submission(action.transaction());
      Call call = invoke(action);
      Optional<CommitResult> result = subject.validate(log, submission);
      history.answer(call, result.map(Subject::words).orElse(Subject.VALID));
    }

    private void submit(Action action) throws IOException {
      int transaction = action.transaction();
      Submission submission = submission(transaction);
      Call call = invoke(action);
      Invoked asked = invoked(transaction, beginSeq, Objects.requireNonNull(submission.capsule()));
      history.submits(transaction, asked);
      SubmitResult result = subject.submit(log, submission, time.unixNanos());
      history.answer(call, Subject.words(result));
      if (result instanceof CommitResult atOnce) {
        history.answeredAtOnce(transaction, asked.call(), atOnce);
      }
    }

    private void drain(Action action) {
      Call call = invoke(action);
      List<Answer> answers = subject.drain(log);
      history.answer(
          call,
          answers.stream()
              .map(one -> Subject.answered(one.sequence(), Program.transaction(one.token())))
              .toList());
      for (Answer answer : answers) {
        history.answered(Program.transaction(answer.token()), answer.result());
      }
    }
  }

  private Invoked invoked(int transaction, long beginSeq, CapsuleHandle capsule) {
    return invoked(program, history.nextCall(), transaction, beginSeq, capsule);
  }

  /** Returns a submission as the oracle reads it. */
  static Invoked invoked(
      Program program, long call, int transaction, long beginSeq, CapsuleHandle capsule) {
    return new Invoked(
        call,
        Program.token(transaction).toString(),
        beginSeq,
        program.pages(transaction),
        capsule.id().toString(),
        Recovering.digest(Program.payload(transaction)));
  }

  // --------------------------------------------------------------------------------- crash points

  @Override
  public void begins(SimDisk on, Operation operation) {
    baton.pass(operation.kind().name(), operation.position());
  }

  @Override
  public void forceEnds(SimDisk on, Operation operation) {
    baton.pass("a force ends", operation.position());
    crashPoint.reached(disk, history);
  }
}
