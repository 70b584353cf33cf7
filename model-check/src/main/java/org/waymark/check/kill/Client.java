package org.waymark.check.kill;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import org.waymark.CapsuleHandle;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.Snapshot;
import org.waymark.Submission;
import org.waymark.TxnToken;
import org.waymark.check.Answers;
import org.waymark.check.history.Commit;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.check.history.HistoryEvent.Observed;
import org.waymark.check.history.HistoryFile;

/**
 * One client of a log: retries what an earlier life left open, then commits transaction after
 * transaction, recording each submission before and each answer after, until the log is closed.
 */
final class Client implements Runnable {
  /** Few enough pages that clients get into each other's way. */
  private static final int PAGES = 40;

  private static final int MOST_PAGES_WRITTEN = 3;
  private static final int MOST_PAGES_READ = 4;

  /** One transaction in so many only reads. */
  private static final int READ_ONLY_ONE_IN = 6;

  /** One commit in so many is submitted once more, as by a client that lost the answer. */
  private static final int RESUBMIT_ONE_IN = 16;

  /** One transaction in so many reads a commit first, which also lets its snapshot age. */
  private static final int OBSERVE_ONE_IN = 4;

  private final Writer writer;
  private final CommitLog log;
  private final HistoryFile history;
  private final SplittableRandom random;
  private final int number;
  private final LifePlan plan;
  private long calls;

  Client(
      Writer writer,
      CommitLog log,
      HistoryFile history,
      SplittableRandom random,
      int number,
      LifePlan plan) {
    this.writer = writer;
    this.log = log;
    this.history = history;
    this.random = random;
    this.number = number;
    this.plan = plan;
  }

  @Override
  public void run() {
    try {
      for (int i = number; i < plan.retries().size(); i += plan.threads()) {
        Invoked old = plan.retries().get(i);
        commit(TxnToken.parse(old.token()), old.beginSeq(), pages(old.pages()), pages(old.reads()));
      }
      while (!writer.closing()) {
        transact();
      }
    } catch (ClosedException closed) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a client", e);
    }
  }

  private void transact() throws IOException, InterruptedException, ClosedException {
    try (Snapshot snapshot = log.beginSnapshot()) {
      if (random.nextInt(OBSERVE_ONE_IN) == 0 && snapshot.beginSeq() > 0) {
        observe(1 + random.nextLong(snapshot.beginSeq()));
      }
      TxnToken token = new TxnToken(random.nextLong(), random.nextLong());
      if (random.nextInt(READ_ONLY_ONE_IN) == 0) {
        readOnly(token, snapshot.beginSeq(), draw(1 + random.nextInt(MOST_PAGES_READ)));
        return;
      }
      long[] pages = draw(1 + random.nextInt(MOST_PAGES_WRITTEN));
      long[] reads = draw(random.nextInt(MOST_PAGES_READ + 1));
      CommitResult result = commit(token, snapshot.beginSeq(), pages, reads);
      if (result instanceof CommitResult.Committed && random.nextInt(RESUBMIT_ONE_IN) == 0) {
        commit(token, snapshot.beginSeq(), pages, reads);
      }
    }
  }

  private long[] draw(int pages) {
    return random.longs(pages, 1, PAGES + 1L).sorted().distinct().toArray();
  }

  private void readOnly(TxnToken token, long beginSeq, long[] reads)
      throws IOException, InterruptedException {
    long call = nextCall();
    history.record(Invoked.readOnly(call, token.toString(), beginSeq, Writer.list(reads)));
    Submission submission = Submission.readOnly(token, beginSeq).reading(writer.declareRead(reads));
    history.record(Answers.recorded(call, writer.commit(log, submission)));
  }

  private long nextCall() {
    return ++calls * plan.threads() + number;
  }

  private CommitResult commit(TxnToken token, long beginSeq, long[] pages, long[] reads)
      throws IOException, InterruptedException, ClosedException {
    byte[] payload = Payload.of(token);
    CapsuleHandle capsule = write(payload);
    long call = nextCall();
    history.record(
        new Invoked(
            call,
            token.toString(),
            beginSeq,
            Writer.list(pages),
            capsule.id().toString(),
            Payload.digest(new ByteArrayInputStream(payload)),
            Writer.list(reads)));
    Submission submission =
        Submission.of(token, beginSeq, capsule)
            .writing(writer.declare(pages))
            .reading(writer.declareRead(reads));
    CommitResult result = writer.commit(log, submission);
    history.record(Answers.recorded(call, result));
    return result;
  }

  private CapsuleHandle write(byte[] payload) throws IOException, ClosedException {
    try {
      return log.writeCapsule(payload);
    } catch (IllegalStateException e) {
      if (writer.closing()) {
        throw new ClosedException();
      }
      throw e;
    }
  }

  private void observe(long sequence) throws IOException, ClosedException {
    Commit seen;
    try {
      seen = writer.commit(log.history().read(sequence), true);
    } catch (IOException e) {
      if (writer.closing()) {
        throw new ClosedException();
      }
      throw e;
    }
    history.record(new Observed(seen));
  }

  private static long[] pages(List<Long> pages) {
    return pages.stream().mapToLong(Long::longValue).toArray();
  }

  /** The log was closed, so this client is done. */
  private static final class ClosedException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
