package org.waymark.check.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.waymark.CapsuleHandle;
import org.waymark.CommitResult;
import org.waymark.CommittedTransaction;
import org.waymark.LogDirectory;
import org.waymark.OperatingMode;
import org.waymark.Submission;
import org.waymark.TxnToken;
import org.waymark.WriteCoordinator;
import org.waymark.disk.Disk;

/** The shipped code. One thread, one open log at a time. */
final class Shipped implements Subject {

  private static final TxnToken ONE_MORE = new TxnToken(0x6f6e_65L, 0x6d6f_7265L);
  private static final byte[] PAYLOAD = {1, 2, 3, 4, 5, 6, 7};
  private static final long[] PAGES = {1, 2, 3};

  private byte[] buffer = new byte[1024];

  @Override
  public Opened open(Disk disk, int life) throws IOException {
    return new Log(LogDirectory.recover(disk, Settings.ofLife(life)));
  }

  private final class Log implements Opened {
    private final LogDirectory directory;
    private final WriteCoordinator log;

    Log(LogDirectory directory) {
      this.directory = directory;
      this.log =
          new WriteCoordinator(
              OperatingMode.NATIVE,
              directory.recoveredTip(),
              Settings.MARKERS_PER_SEGMENT,
              directory);
    }

    @Override
    public long tip() {
      return log.commitSeqTip();
    }

    @Override
    public Read read(long sequence) throws IOException {
      CommittedTransaction commit = log.history().read(sequence);
      CommittedTransaction.Evidence evidence = commit.readEvidence();
      int length = fill(commit);
      return new Read(
          commit.sequence(),
          commit.time(),
          commit.token(),
          commit.capsuleId(),
          evidence.beginSeq(),
          evidence.pagesWritten(),
          evidence.pagesRead(),
          evidence.references(),
          buffer,
          length);
    }

    private int fill(CommittedTransaction commit) throws IOException {
      try (InputStream capsule = commit.openCapsule()) {
        int length = 0;
        int n = capsule.read(buffer, 0, buffer.length);
        while (n >= 0) {
          length += n;
          if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * length);
          }
          n = capsule.read(buffer, length, buffer.length - length);
        }
        return length;
      }
    }

    @Override
    public Known commit() throws IOException {
      CapsuleHandle capsule = log.writeCapsule(PAYLOAD);
      Submission submission = Submission.of(ONE_MORE, log.commitSeqTip(), capsule).writing(PAGES);
      CommitResult result = log.submitAndCommit(submission, 1);
      if (result instanceof CommitResult.Committed committed) {
        long sequence = committed.sequence();
        return new Known(
            sequence, committed.time(), ONE_MORE, capsule.id(), submission, PAYLOAD, sequence);
      }
      throw new IllegalStateException("another commit was answered " + result);
    }

    @Override
    public void close() throws IOException {
      directory.closeCleanly();
    }
  }
}
