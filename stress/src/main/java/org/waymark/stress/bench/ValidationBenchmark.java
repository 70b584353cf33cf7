package org.waymark.stress.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.waymark.validation.Danger;
import org.waymark.validation.Validator;

/**
 * What validation costs: against the pages of a transaction, and against how many live ones it is
 * held against. Run by JMH's own main class.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ValidationBenchmark {
  private static final int LIMIT = 1 << 22;

  /**
   * So many pages there are; those of live transactions and mine are drawn from them. Of what I
   * read, 10,000 live ones have overwritten about half.
   */
  private static final int PAGES = 1 << 16;

  /** Live ones began up to so many commits back, so that some of them point at others. */
  private static final int MOST_BACK = 64;

  private static final int READ_BY_EACH = 16;
  private static final int WRITTEN_BY_EACH = 4;
  private static final long[] NO_PAGES = {};

  /** Of so many pages that I read I write one. */
  private static final int WRITE_ONE_IN = 8;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Validator serializable = new Validator(true, LIMIT);
  private final Validator snapshot = new Validator(false, LIMIT);

  /** How many pages I read. */
  @Param({"1", "10", "100", "1000", "10000"})
  public int pages;

  /** How many were admitted since the snapshot that I began with. */
  @Param({"1", "100", "10000"})
  public int live;

  private long[] read = {};
  private long[] written = {};
  private long last;

  /** For JMH. */
  public ValidationBenchmark() {}

  /** Admits the live ones, the same in both logs. */
  @Setup
  public void admit() {
    read = drawn(pages);
    written = Arrays.copyOf(read, 1 + pages / WRITE_ONE_IN);
    for (int i = 0; i < live; i++) {
      long[] writes = drawn(WRITTEN_BY_EACH);
      long[] reads = drawn(READ_BY_EACH);
      long begin = Math.max(0, last - random.nextInt(MOST_BACK));
      serializable.record(writes, reads, begin, last + 1);
      snapshot.record(writes, reads, begin, last + 1);
      last++;
    }
  }

  private long[] drawn(int count) {
    return random.longs(1, PAGES).distinct().limit(count).sorted().toArray();
  }

  /**
   * Everything that a submission that reads is asked, of a snapshot below all live ones; both
   * questions, though who loses by the first is not asked the second.
   */
  @Benchmark
  public void readsAndWrites(Blackhole answers) {
    answers.consume(serializable.conflicts(written, 0));
    answers.consume(serializable.danger(written, read, 0));
  }

  /** The dangerous structures alone. */
  @Benchmark
  public @Nullable Danger danger() {
    return serializable.danger(written, read, 0);
  }

  /** What a submission that only writes is asked. */
  @Benchmark
  public void writesOnly(Blackhole answers) {
    answers.consume(serializable.conflicts(read, 0));
    answers.consume(serializable.danger(read, NO_PAGES, 0));
  }

  /** The same in a log with snapshot isolation. */
  @Benchmark
  public long[] writesOnlyUnderSnapshotIsolation() {
    return snapshot.conflicts(read, 0);
  }

  /** Taking note of an admitted transaction, while as many are forgotten. */
  @Benchmark
  public void recordAndForget() {
    serializable.record(written, read, last, last + 1);
    last++;
    serializable.prune(Math.max(0, last - live));
  }
}
