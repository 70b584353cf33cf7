package org.waymark.check.lives.durable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.waymark.CapsuleHandle;
import org.waymark.CommitHistory;
import org.waymark.CommitLog;
import org.waymark.CommittedTransaction;
import org.waymark.LogRefusedException;
import org.waymark.Submission;
import org.waymark.check.Answers;
import org.waymark.check.baton.HandTime;
import org.waymark.check.baton.NoThreads;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.Commit;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.HistoryEvent.Ended;
import org.waymark.check.history.Place;

/**
 * What follows a crash: the log is opened on what the medium holds, read, and asked again for
 * everything that had no answer; one new transaction commits.
 */
final class Recovering {
  /** The number of a transaction that no program has. */
  private static final int NEW = 7;

  private final Program program;
  private final HistoryChecker checker;
  private final List<Integer> unanswered;
  private final HandTime time = new HandTime();
  private final List<Integer> recovered = new ArrayList<>();
  private long line;
  private long calls;

  private Recovering(Program program, HistoryChecker checker, List<Integer> unanswered) {
    this.program = program;
    this.checker = checker;
    this.unanswered = unanswered;
  }

  /**
   * Recovers and judges.
   *
   * @param checker has read the life before, and reads on
   * @param unanswered the transactions to ask for again
   * @return the numbers of the transactions that were recovered, in order; null if none could be
   */
  static @Nullable List<Integer> from(
      DiskImage image, Program program, HistoryChecker checker, List<Integer> unanswered) {
    Recovering next = new Recovering(program, checker, unanswered);
    next.read(1, new Ended(Ended.POWER_LOSS));
    next.read(2, new HistoryEvent.Quiet());
    try (CommitLog log =
        CommitLog.open(
            new SimDisk(image),
            ScheduledRun.options(program, new NoThreads(), next.time)
                .withRandom(new SplittableRandom(2)))) {
      next.live(log);
      return next.recovered;
    } catch (LogRefusedException refused) {
      next.read(2, new HistoryEvent.Refused(String.valueOf(refused.getMessage())));
    } catch (IOException | RuntimeException unexpected) {
      next.read(2, new HistoryEvent.Refused(unexpected.toString()));
    }
    return null;
  }

  private void live(CommitLog log) throws IOException {
    read(2, new HistoryEvent.Recovered(readAll(log)));
    for (int transaction : unanswered) {
      commit(log, transaction, 1);
    }
    commit(log, NEW, log.tip());
    read(2, new Ended(Ended.CLOSED));
  }

  private List<Commit> readAll(CommitLog log) throws IOException {
    List<Commit> commits = new ArrayList<>();
    CommitHistory.Cursor cursor = log.history().from(1);
    for (CommittedTransaction next = cursor.next(); next != null; next = cursor.next()) {
      recovered.add(Program.transaction(next.token()));
      CommittedTransaction.Evidence evidence = next.readEvidence();
      try (InputStream capsule = next.openCapsule()) {
        commits.add(
            new Commit(
                next.sequence(),
                next.time(),
                next.token().toString(),
                next.capsuleId().toString(),
                new Commit.Content(
                    evidence.beginSeq(),
                    LongStream.of(evidence.pagesWritten()).boxed().toList(),
                    digest(capsule.readAllBytes()))));
      }
    }
    return commits;
  }

  private void commit(CommitLog log, int transaction, long beginSeq) throws IOException {
    CapsuleHandle capsule = log.writeCapsule(Program.payload(transaction));
    long call = ++calls;
    read(2, ScheduledRun.invoked(program, call, transaction, beginSeq, capsule));
    Submission submission =
        Submission.of(Program.token(transaction), beginSeq, capsule)
            .writing(program.pageArray(transaction));
    try {
      log.commitAsync(submission).thenAccept(result -> read(2, Answers.recorded(call, result)));
      log.barrierOneStep();
      log.barrierTwoStep();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a recovery", e);
    }
  }

  private void read(int life, HistoryEvent event) {
    checker.read(new Place(life, "recovered", ++line), event);
  }

  /** Returns the payload itself, in hexadecimal digits: it is short. */
  static String digest(byte[] payload) {
    return HexFormat.of().formatHex(payload);
  }
}
