package org.waymark.observe;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans and metrics as a real SDK sees them; both clocks are the test's. */
class OpenTelemetryObserverTest {

  private static final AttributeKey<String> RESULT = AttributeKey.stringKey("waymark.result");
  private static final AttributeKey<String> BARRIER = AttributeKey.stringKey("waymark.barrier");

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
          .build();

  private Instant wallClock = Instant.EPOCH;
  private long nanoTime;

  private final OpenTelemetryObserver observer =
      new OpenTelemetryObserver(sdk, () -> wallClock, () -> nanoTime);

  @AfterEach
  void closeSdk() {
    sdk.close();
  }

  @Test
  void flushedBatchIsASpanThatEndsNowAndBeganItsDurationAgo() {
    wallClock = Instant.ofEpochSecond(100, 7_000);

    observer.flushBatch(3, 5, 11, 15, 2_000_001_000L);

    assertThat(spans.getFinishedSpanItems()).hasSize(1);
    assertThat(spans.getFinishedSpanItems().get(0))
        .hasName("parallel_wal_commit")
        .startsAt(TimeUnit.SECONDS.toNanos(98) + 6_000)
        .endsAt(TimeUnit.SECONDS.toNanos(100) + 7_000)
        .hasAttributesSatisfyingExactly(
            equalTo(AttributeKey.longKey("waymark.epoch"), 3),
            equalTo(AttributeKey.longKey("waymark.group.size"), 5),
            equalTo(AttributeKey.longKey("waymark.first_seq"), 11),
            equalTo(AttributeKey.longKey("waymark.last_seq"), 15));
  }

  @Test
  void commitsAndGroupSizesAreCounted() {
    observer.publish(1, 1, 1);
    observer.publish(2, 2, 7);

    assertThat(metric("waymark.commits"))
        .hasUnit("{commit}")
        .hasLongSumSatisfying(
            sum -> sum.isMonotonic().hasPointsSatisfying(point -> point.hasValue(7)));
    assertThat(metric("waymark.group.size"))
        .hasHistogramSatisfying(
            histogram ->
                histogram.hasPointsSatisfying(
                    point ->
                        point
                            .hasSum(7)
                            .hasCount(2)
                            .hasMax(6)
                            .hasBucketBoundaries(
                                1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096)
                            .hasBucketCounts(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
  }

  @Test
  void refusalsAreCountedByResult() {
    observer.refuse("fcw conflict", 1);
    observer.refuse("fcw conflict", 2);
    observer.refuse("shutting down", 3);

    assertThat(metric("waymark.refusals"))
        .hasLongSumSatisfying(
            sum ->
                sum.hasPointsSatisfying(
                    point -> point.hasValue(2).hasAttribute(RESULT, "fcw conflict"),
                    point -> point.hasValue(1).hasAttribute(RESULT, "shutting down")));
  }

  @Test
  void overlappingBarriersAreTimedEachByItself() {
    observer.fsync1Claim(1, 2);
    nanoTime = 1_000_000;
    observer.fsync1Complete(1, 2);
    observer.appendMarkersWrite(1, 2, 0);
    observer.fsync1Claim(3, 3);
    nanoTime = 3_000_000;
    observer.publish(1, 1, 2);
    nanoTime = 6_000_000;
    observer.fsync1Complete(3, 3);

    assertThat(metric("waymark.barrier.duration"))
        .hasUnit("s")
        .hasHistogramSatisfying(
            histogram ->
                histogram.hasPointsSatisfying(
                    point ->
                        point
                            .hasAttribute(BARRIER, "fsync1")
                            .hasCount(2)
                            .hasMin(0.001)
                            .hasMax(0.005),
                    point -> point.hasAttribute(BARRIER, "fsync2").hasCount(1).hasSum(0.002)));
  }

  @Test
  void pendingIsWhatWasAdmittedAndNotCommitted() {
    for (long sequence = 1; sequence <= 5; sequence++) {
      observer.submit(sequence, 0, 1, 0, sequence);
    }
    observer.publish(1, 1, 3);

    assertPending(2);
  }

  @Test
  void haltIsCountedAndItsPendingEndWithTheNextOpening() {
    observer.submit(1, 0, 1, 0, 1);
    observer.submit(2, 0, 1, 0, 2);
    observer.fsync1Claim(1, 2);
    observer.halt(new IOException("no device"));
    observer.fsync1Complete(1, 2);

    assertThat(metric("waymark.halts"))
        .hasLongSumSatisfying(sum -> sum.hasPointsSatisfying(point -> point.hasValue(1)));
    assertPending(2);
    assertThat(metrics.collectAllMetrics())
        .as("a barrier that a halt ended has no duration")
        .extracting(MetricData::getName)
        .doesNotContain("waymark.barrier.duration");

    observer.recover(0, 'A', 2);
    assertPending(0);
  }

  private void assertPending(long expected) {
    assertThat(metric("waymark.pending"))
        .hasLongSumSatisfying(
            sum -> sum.isNotMonotonic().hasPointsSatisfying(point -> point.hasValue(expected)));
  }

  private MetricData metric(String name) {
    return metrics.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
