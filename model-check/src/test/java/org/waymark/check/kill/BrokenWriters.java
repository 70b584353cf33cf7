package org.waymark.check.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.CommittedTransaction;
import org.waymark.LogOptions;
import org.waymark.Submission;
import org.waymark.check.history.Commit;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskLock;
import org.waymark.observe.CommitObserver;

/** Writers with one bad habit each, as main classes for the kill loop. */
final class BrokenWriters {

  private BrokenWriters() {}

  /** Answers as soon as a commit is admitted. */
  public static final class AnswersEarly extends Writer {
    private final Map<Thread, CommitResult> admitted = new ConcurrentHashMap<>();

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      System.exit(new AnswersEarly().live(Path.of(args[0])));
    }

    @Override
    protected LogOptions options(LogOptions proper, LifePlan plan) {
      return proper.withObserver(
          new CommitObserver() {
            @Override
            public void submit(long sequence, long beginSeq, int written, int read, long time) {
              admitted.put(Thread.currentThread(), new CommitResult.Committed(sequence, time));
            }
          });
    }

    @Override
    protected CommitResult commit(CommitLog log, Submission submission)
        throws InterruptedException {
      CompletableFuture<CommitResult> answer = log.commitAsync(submission).toCompletableFuture();
      CommitResult early = admitted.remove(Thread.currentThread());
      return early != null ? early : answer.join();
    }
  }

  /** Writes markers before what they point to is out of the process. */
  public static final class MarksEarly extends Writer {

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      System.exit(new MarksEarly().live(Path.of(args[0])));
    }

    @Override
    protected Disk disk(Path directory) throws IOException {
      return new LateDisk(super.disk(directory), "capsules-");
    }

    /** A client that met what an earlier life has lost would end this one. */
    @Override
    protected Commit.@Nullable Content reread(CommittedTransaction transaction) {
      return null;
    }
  }

  /** Hands out, for each commit, what it has read for the one before. */
  public static final class ReadsAnother extends Writer {
    private Commit.@Nullable Content last;

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      System.exit(new ReadsAnother().live(Path.of(args[0])));
    }

    @Override
    protected synchronized Commit.@Nullable Content reread(CommittedTransaction transaction)
        throws IOException {
      Commit.@Nullable Content before = last;
      last = super.reread(transaction);
      return before == null ? last : before;
    }
  }

  /** Lets validation see one of the pages alone. */
  public static final class ValidatesOnePage extends Writer {

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      System.exit(new ValidatesOnePage().live(Path.of(args[0])));
    }

    @Override
    protected long[] declare(long[] pages) {
      return Arrays.copyOf(pages, 1);
    }

    /** The evidence would tell at once. */
    @Override
    protected Commit.@Nullable Content reread(CommittedTransaction transaction) {
      return null;
    }
  }

  /** Keeps from validation what its transactions have read. */
  public static final class ForgetsReads extends Writer {

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      System.exit(new ForgetsReads().live(Path.of(args[0])));
    }

    @Override
    protected long[] declareRead(long[] pages) {
      return new long[0];
    }

    /** The evidence would tell at once. */
    @Override
    protected Commit.@Nullable Content reread(CommittedTransaction transaction) {
      return null;
    }
  }

  /** Takes no lock. */
  public static final class TakesNoLock extends Writer {

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      System.exit(new TakesNoLock().live(Path.of(args[0])));
    }

    @Override
    protected Disk disk(Path directory) throws IOException {
      return new ForwardingDisk(super.disk(directory)) {
        @Override
        public DiskLock lock(String name) {
          return new NoLock();
        }
      };
    }

    private record NoLock() implements DiskLock {
      @Override
      public boolean isHeld() {
        return true;
      }

      @Override
      public void close() {}
    }
  }
}
