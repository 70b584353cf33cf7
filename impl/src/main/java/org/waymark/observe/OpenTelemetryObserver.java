package org.waymark.observe;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Reports to OpenTelemetry: a span {@code parallel_wal_commit} per flushed batch, and metrics.
 *
 * <table>
 *   <caption>The metrics</caption>
 *   <tr><th>name</th><th>kind, unit</th><th>attribute</th></tr>
 *   <tr><td>{@code waymark.commits}</td><td>counter</td><td></td></tr>
 *   <tr><td>{@code waymark.refusals}</td><td>counter</td><td>{@code waymark.result}</td></tr>
 *   <tr><td>{@code waymark.group.size}</td><td>histogram, commits</td><td></td></tr>
 *   <tr><td>{@code waymark.barrier.duration}</td><td>histogram, seconds</td>
 *       <td>{@code waymark.barrier}: {@code fsync1} or {@code fsync2}</td></tr>
 *   <tr><td>{@code waymark.pending}</td><td>up-down counter, commits</td><td></td></tr>
 *   <tr><td>{@code waymark.halts}</td><td>counter</td><td></td></tr>
 * </table>
 *
 * <p>A barrier's duration includes the write before the force: from the claim of a group to the
 * completion of FSYNC_1, and from the claim of its markers to their publication. The span carries
 * epoch, group size, first and last sequence; it ends when the batch does and begins the batch's
 * duration earlier. After a halt the pending commits stay counted until the log is opened again.
 *
 * <p>One observer serves one log at a time, over any number of incarnations. Safe for calls from
 * many threads. Needs the optional dependency {@code opentelemetry-api}.
 */
public final class OpenTelemetryObserver implements CommitObserver {

  private static final String SCOPE = "org.waymark";
  private static final double NANOS_PER_SECOND = 1e9;

  private static final AttributeKey<String> RESULT = stringKey("waymark.result");
  private static final AttributeKey<String> BARRIER = stringKey("waymark.barrier");
  private static final AttributeKey<Long> EPOCH = longKey("waymark.epoch");
  private static final AttributeKey<Long> GROUP_SIZE = longKey("waymark.group.size");
  private static final AttributeKey<Long> FIRST_SEQ = longKey("waymark.first_seq");
  private static final AttributeKey<Long> LAST_SEQ = longKey("waymark.last_seq");
  private static final Attributes FSYNC_1 = Attributes.of(BARRIER, "fsync1");
  private static final Attributes FSYNC_2 = Attributes.of(BARRIER, "fsync2");

  private static final List<Long> SIZE_BOUNDS =
      List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 1024L, 2048L, 4096L);

  /** From a fast device's force to one that makes people ask what is wrong. */
  private static final List<Double> SECOND_BOUNDS =
      List.of(50e-6, 100e-6, 200e-6, 500e-6, 1e-3, 2e-3, 5e-3, 10e-3, 20e-3, 50e-3, 0.1, 0.5, 2.0);

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Tracer tracer;
  private final LongCounter commits;
  private final LongCounter refusals;
  private final LongHistogram groupSize;
  private final DoubleHistogram barrierDuration;
  private final LongUpDownCounter pendingCommits;
  private final LongCounter halts;

  /** When the barriers under way began, by their group's first sequence. */
  private final ConcurrentMap<Long, Long> fsync1Begin = new ConcurrentHashMap<>();

  private final ConcurrentMap<Long, Long> fsync2Begin = new ConcurrentHashMap<>();
  private final AtomicLong pending = new AtomicLong();

  /**
   * Creates an observer.
   *
   * @param telemetry where spans and metrics go
   * @param clock the wall clock, to place spans in time
   * @param nanoTime a monotonic clock in nanoseconds of any origin, to measure barriers
   */
  @SuppressWarnings("exports") // Who uses this observer requires the optional API for itself.
  public OpenTelemetryObserver(
      OpenTelemetry telemetry, InstantSource clock, LongSupplier nanoTime) {
    this.clock = requireNonNull(clock, "clock");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    tracer = telemetry.getTracer(SCOPE);
    Meter meter = telemetry.getMeter(SCOPE);
    commits =
        meter
            .counterBuilder("waymark.commits")
            .setDescription("Transactions committed")
            .setUnit("{commit}")
            .build();
    refusals =
        meter
            .counterBuilder("waymark.refusals")
            .setDescription("Submissions refused")
            .setUnit("{submission}")
            .build();
    groupSize =
        meter
            .histogramBuilder("waymark.group.size")
            .ofLongs()
            .setDescription("Commits that share one FSYNC_1")
            .setUnit("{commit}")
            .setExplicitBucketBoundariesAdvice(SIZE_BOUNDS)
            .build();
    barrierDuration =
        meter
            .histogramBuilder("waymark.barrier.duration")
            .setDescription("Write and force of one barrier")
            .setUnit("s")
            .setExplicitBucketBoundariesAdvice(SECOND_BOUNDS)
            .build();
    pendingCommits =
        meter
            .upDownCounterBuilder("waymark.pending")
            .setDescription("Transactions admitted and not yet committed")
            .setUnit("{commit}")
            .build();
    halts =
        meter
            .counterBuilder("waymark.halts")
            .setDescription("Incarnations ended by an I/O failure")
            .setUnit("{halt}")
            .build();
  }

  @Override
  public void recover(long tip, char recoveryCase, int incarnation) {
    pendingCommits.add(-pending.getAndSet(0));
  }

  @Override
  public void submit(long sequence, long beginSeq, int pagesWritten, int pagesRead, long time) {
    pending.incrementAndGet();
    pendingCommits.add(1);
  }

  @Override
  public void refuse(String result, long beginSeq) {
    refusals.add(1, Attributes.of(RESULT, result));
  }

  @Override
  public void fsync1Claim(long firstSeq, long lastSeq) {
    fsync1Begin.put(firstSeq, nanoTime.getAsLong());
  }

  @Override
  public void fsync1Complete(long firstSeq, long lastSeq) {
    recordBarrier(fsync1Begin, firstSeq, FSYNC_1);
  }

  @Override
  public void appendMarkersWrite(long firstSeq, long lastSeq, long durableUpTo) {
    fsync2Begin.put(firstSeq, nanoTime.getAsLong());
  }

  @Override
  public void publish(long epoch, long firstSeq, long lastSeq) {
    recordBarrier(fsync2Begin, firstSeq, FSYNC_2);
    long size = lastSeq - firstSeq + 1;
    commits.add(size);
    groupSize.record(size);
    pending.addAndGet(-size);
    pendingCommits.add(-size);
  }

  @Override
  public void flushBatch(long epoch, int groupSize, long firstSeq, long lastSeq, long nanos) {
    Instant end = clock.instant();
    tracer
        .spanBuilder("parallel_wal_commit")
        .setStartTimestamp(end.minusNanos(nanos))
        .setAttribute(EPOCH, epoch)
        .setAttribute(GROUP_SIZE, (long) groupSize)
        .setAttribute(FIRST_SEQ, firstSeq)
        .setAttribute(LAST_SEQ, lastSeq)
        .startSpan()
        .end(end);
  }

  @Override
  public void halt(Throwable cause) {
    halts.add(1);
    fsync1Begin.clear();
    fsync2Begin.clear();
  }

  private void recordBarrier(Map<Long, Long> begin, long firstSeq, Attributes barrier) {
    Long began = begin.remove(firstSeq);
    if (began != null) {
      barrierDuration.record((nanoTime.getAsLong() - began) / NANOS_PER_SECOND, barrier);
    }
  }
}
