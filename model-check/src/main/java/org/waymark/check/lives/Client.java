package org.waymark.check.lives;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.waymark.CapsuleHandle;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.LogHaltedException;
import org.waymark.Reservation;
import org.waymark.Snapshot;
import org.waymark.Submission;
import org.waymark.check.Answers;
import org.waymark.check.history.HistoryEvent.Answered;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.disk.DiskFullException;

/**
 * One client of a log: asks again for what an earlier incarnation left open, then runs transactions
 * of all kinds, telling the oracle of each submission before and of each answer after, until it is
 * done or the log is.
 */
final class Client implements Runnable {
  private final Incarnation incarnation;
  private final CommitLog log;
  private final SplittableRandom random;
  private final List<Transaction> retries;
  private final List<Transaction> committed = new ArrayList<>();
  private long agedTip;

  Client(
      Incarnation incarnation, CommitLog log, SplittableRandom random, List<Transaction> retries) {
    this.incarnation = incarnation;
    this.log = log;
    this.random = random;
    this.retries = retries;
  }

  /** The log takes no more from this client. */
  private static final class OverException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void run() {
    try {
      agedTip = log.tip();
      for (Transaction retry : retries) {
        submit(retry, true);
      }
      for (int i = 0; i < incarnation.plan().transactions(); i++) {
        transact();
      }
    } catch (OverException over) {
      return;
    }
  }

  private void transact() throws OverException {
    switch (incarnation.plan().isQuiet() ? 16 : random.nextInt(16)) {
      case 0 -> readOnly();
      case 1 -> submit(draw(log.tip() + 1 + random.nextInt(1000)), false);
      case 2, 3 -> submit(draw(aged()), false);
      case 4 -> askAgain();
      default -> withLease();
    }
  }

  private Transaction draw(long beginSeq) {
    IncarnationPlan plan = incarnation.plan();
    return Transaction.draw(
        random, beginSeq, plan.has(Trait.CONFLICTS) ? 6 : 4000, plan.has(Trait.READ_SETS) ? 4 : 0);
  }

  private long aged() {
    return incarnation.plan().has(Trait.OLD_SNAPSHOTS) ? agedTip : log.tip();
  }

  private void withLease() throws OverException {
    try (Snapshot snapshot = log.beginSnapshot()) {
      incarnation.readTip(snapshot.beginSeq());
      submit(draw(snapshot.beginSeq()), false);
    }
  }

  private void askAgain() throws OverException {
    if (!committed.isEmpty()) {
      submit(committed.get(random.nextInt(committed.size())), true);
    }
  }

  private void readOnly() throws OverException {
    Transaction drawn = draw(0);
    List<Long> reads = drawn.reads().isEmpty() ? List.of(1L, 2L) : drawn.reads();
    Transaction transaction = new Transaction(drawn.token(), log.tip(), List.of(), reads);
    commit(
        transaction,
        invoke(transaction, "", ""),
        Submission.readOnly(transaction.token(), transaction.beginSeq())
            .reading(Transaction.array(reads)),
        false);
  }

  private void submit(Transaction transaction, boolean retry) throws OverException {
    CapsuleHandle capsule = write(transaction);
    if (capsule == null) {
      return;
    }
    Submission submission =
        Submission.of(transaction.token(), transaction.beginSeq(), capsule)
            .writing(Transaction.array(transaction.pages()))
            .reading(Transaction.array(transaction.reads()));
    String digest = Transaction.digest(transaction.payload());
    String id = capsule.id().toString();
    commit(transaction, invoke(transaction, id, digest), submission, retry);
    boolean again = incarnation.plan().has(Trait.RETRIES) && Seeds.oneIn(random, 8);
    if (again && incarnation.life().memory().isOpen(transaction)) {
      incarnation.life().tally().saw(Seen.REUSE);
      commit(transaction, invoke(transaction, id, digest), submission, true);
    }
  }

  private @Nullable CapsuleHandle write(Transaction transaction) throws OverException {
    byte[] payload = transaction.payload();
    try {
      incarnation.life().wrote(payload.length);
      return log.writeCapsule(payload);
    } catch (DiskFullException full) {
      incarnation.life().tally().saw(Seen.FULL_DISK);
      if (random.nextBoolean()) {
        incarnation.machine().makeRoom();
      }
      return null;
    } catch (LogHaltedException halted) {
      throw new OverException();
    } catch (IOException | IllegalStateException closed) {
      if (!incarnation.isClosing()) {
        incarnation.violated("P14", "a capsule was refused", closed);
      }
      throw new OverException();
    }
  }

  private long invoke(Transaction transaction, String capsule, String digest) {
    long call = incarnation.nextCall();
    incarnation.record(
        new Invoked(
            call,
            transaction.token().toString(),
            transaction.beginSeq(),
            transaction.pages(),
            capsule,
            digest,
            transaction.reads()));
    return call;
  }

  /** Commits in one of the ways there are. */
  private void commit(Transaction transaction, long call, Submission submission, boolean retry)
      throws OverException {
    if (submission.capsule() != null) {
      incarnation.life().memory().submitted(transaction);
    }
    String unsubmitted = retry ? Answered.OUTCOME_UNKNOWN : "never submitted";
    try {
      switch (random.nextInt(4)) {
        case 0 ->
            log.commitAsync(submission)
                .whenComplete((result, thrown) -> answered(transaction, call, result));
        case 1 -> {
          try (Reservation place = log.reserve()) {
            answered(transaction, call, place.commit(submission));
          }
        }
        default -> answered(transaction, call, log.commit(submission));
      }
    } catch (RejectedExecutionException full) {
      incarnation.life().tally().saw(Seen.FULL_QUEUE);
      incarnation.record(new Answered(call, unsubmitted, 0, 0, List.of()));
    } catch (InterruptedException interrupted) {
      incarnation.life().tally().saw(Seen.INTERRUPT);
      incarnation.record(new Answered(call, unsubmitted, 0, 0, List.of()));
    } catch (IllegalStateException over) {
      if (!(over instanceof LogHaltedException) && !incarnation.isClosing()) {
        incarnation.violated("P14", "a commit was refused", over);
      }
      incarnation.record(new Answered(call, Answered.OUTCOME_UNKNOWN, 0, 0, List.of()));
      throw new OverException();
    }
  }

  private void answered(Transaction transaction, long call, CommitResult result) {
    if (incarnation.life().recorder().isDown()) {
      return;
    }
    incarnation.life().tally().answered(result.name());
    incarnation.record(Answers.recorded(call, result));
    if (result instanceof CommitResult.Committed known) {
      incarnation.acknowledged(known.sequence());
      if (!transaction.pages().isEmpty()) {
        committed.add(transaction);
      }
      agedTip = random.nextBoolean() ? known.sequence() : agedTip;
    }
    if (!(result instanceof CommitResult.OutcomeUnknown)) {
      incarnation.life().memory().settled(transaction);
    }
  }
}
