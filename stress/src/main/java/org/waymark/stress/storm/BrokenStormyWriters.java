package org.waymark.stress.storm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.CommittedTransaction;
import org.waymark.LogOptions;
import org.waymark.Submission;
import org.waymark.check.history.Commit;
import org.waymark.check.kill.LateDisk;
import org.waymark.check.kill.LifePlan;
import org.waymark.disk.Disk;
import org.waymark.observe.CommitObserver;

/**
 * Writers with one bad habit each that a soak must catch, so that its silence means something: its
 * calibration.
 *
 * <p>None of them leaves out a force: a SIGKILL keeps the page cache, so no soak could tell.
 */
final class BrokenStormyWriters {

  private BrokenStormyWriters() {}

  /** Answers as soon as a commit is admitted, before its marker is written. */
  static final class AnswersEarly extends StormyWriter {
    private final Map<Thread, CommitResult> admitted = new ConcurrentHashMap<>();

    AnswersEarly(Path directory) throws IOException {
      super(directory);
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      run(new AnswersEarly(Path.of(args[0])));
    }

    @Override
    protected LogOptions options(LogOptions proper, LifePlan plan) {
      return super.options(proper, plan)
          .withObserver(
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
      admitted.remove(Thread.currentThread());
      CompletableFuture<CommitResult> answer = log.commitAsync(submission).toCompletableFuture();
      CommitResult early = admitted.remove(Thread.currentThread());
      return early != null ? early : answer.join();
    }
  }

  /** Has its markers in a buffer of its own for a while after it has answered. */
  static final class BuffersMarkers extends StormyWriter {

    BuffersMarkers(Path directory) throws IOException {
      super(directory);
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      run(new BuffersMarkers(Path.of(args[0])));
    }

    @Override
    protected Disk disk(Path directory) throws IOException {
      return new LateDisk(super.disk(directory), "markers-");
    }
  }

  /** Writes markers before what they point to is out of the process. */
  static final class BuffersCapsules extends StormyWriter {

    BuffersCapsules(Path directory) throws IOException {
      super(directory);
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      run(new BuffersCapsules(Path.of(args[0])));
    }

    @Override
    protected Disk disk(Path directory) throws IOException {
      return new LateDisk(super.disk(directory), "capsules-");
    }
  }

  /** Lets validation see one of the pages alone. */
  static final class ValidatesOnePage extends StormyWriter {

    ValidatesOnePage(Path directory) throws IOException {
      super(directory);
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      run(new ValidatesOnePage(Path.of(args[0])));
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
  static final class ForgetsReads extends StormyWriter {

    ForgetsReads(Path directory) throws IOException {
      super(directory);
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      run(new ForgetsReads(Path.of(args[0])));
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

  /** Forgets one stage in so many, as if its answer had gone to nobody. */
  static final class ForgetsAnswers extends StormyWriter {
    private static final int FORGET_ONE_IN = 3;

    /** Less than a life lasts: one that nobody stops before shows that its clients wait in vain. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final AtomicLong stages = new AtomicLong();

    ForgetsAnswers(Path directory) throws IOException {
      super(directory);
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      run(new ForgetsAnswers(Path.of(args[0])));
    }

    @Override
    protected CompletionStage<CommitResult> commitAsync(CommitLog log, Submission submission)
        throws InterruptedException {
      CompletionStage<CommitResult> stage = super.commitAsync(log, submission);
      return stages.incrementAndGet() % FORGET_ONE_IN == 0 ? nobodys() : stage;
    }

    @Override
    protected Duration patience() {
      return SOON;
    }

    private static CompletionStage<CommitResult> nobodys() {
      return new CompletableFuture<CommitResult>().minimalCompletionStage();
    }
  }

  /** Drops the interrupts that come while it commits. */
  static final class DropsInterrupts extends StormyWriter {

    DropsInterrupts(Path directory) throws IOException {
      super(directory);
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
      run(new DropsInterrupts(Path.of(args[0])));
    }

    @Override
    protected CommitResult commit(CommitLog log, Submission submission)
        throws InterruptedException {
      CommitResult result = super.commit(log, submission);
      boolean unused = Thread.interrupted();
      return result;
    }
  }
}
