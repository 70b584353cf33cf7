package org.waymark.stress.storm;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.CommittedTransaction;
import org.waymark.Submission;
import org.waymark.check.history.Commit;
import org.waymark.check.kill.Payload;

/** How clients deal with a log: properly, unless a twin with a bad habit is to be caught. */
interface Habits {
  /** No bad habit. */
  Habits PROPER = new Habits() {};

  /** Commits, and returns what the client takes for its answer. */
  default CommitResult commit(CommitLog log, Submission submission) throws InterruptedException {
    return log.commit(submission);
  }

  /** Commits, and returns what the client takes for the stage of its answer. */
  default CompletionStage<CommitResult> commitAsync(CommitLog log, Submission submission)
      throws InterruptedException {
    return log.commitAsync(submission);
  }

  /** Returns the pages that a client declares, having written {@code pages}. */
  default long[] declare(long[] pages) {
    return pages;
  }

  /** Returns the pages that a client declares as read, having read {@code pages}. */
  default long[] declareRead(long[] pages) {
    return pages;
  }

  /** Reads a commit, whole or by its marker. */
  default Commit read(CommittedTransaction transaction, boolean whole) throws IOException {
    Commit.Content content = null;
    if (whole) {
      CommittedTransaction.Evidence evidence = transaction.readEvidence();
      try (InputStream capsule = transaction.openCapsule()) {
        content =
            new Commit.Content(
                evidence.beginSeq(),
                LongStream.of(evidence.pagesWritten()).boxed().toList(),
                Payload.digest(capsule),
                LongStream.of(evidence.pagesRead()).boxed().toList());
      }
    }
    return new Commit(
        transaction.sequence(),
        transaction.time(),
        transaction.token().toString(),
        transaction.capsuleId().toString(),
        content);
  }
}
