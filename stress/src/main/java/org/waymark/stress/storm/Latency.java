package org.waymark.stress.storm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long clients waited for answers. Immutable.
 *
 * @param answers how many were measured
 * @param p50 the median, in microseconds
 * @param p99 99 in 100 took no longer, in microseconds
 * @param p999 999 in 1000 took no longer, in microseconds
 * @param most the longest, in microseconds
 * @param within how many took how long by powers of ten, such as {@code within 10 ms}; what no
 *     answer took is left out
 */
public record Latency(
    long answers, long p50, long p99, long p999, long most, Map<String, Long> within) {
  private static final long MILLI = 1_000_000;
  private static final Map<String, Long> LIMITS = limits();

  /** Copies the map and keeps its order. */
  public Latency {
    within = Collections.unmodifiableMap(new LinkedHashMap<>(within));
  }

  static Latency of(Histogram nanos) {
    Map<String, Long> within = new LinkedHashMap<>();
    long above = 0;
    for (Map.Entry<String, Long> limit : LIMITS.entrySet()) {
      long times = above > nanos.getMaxValue() ? 0 : count(nanos, above, limit.getValue());
      if (times > 0) {
        within.put(limit.getKey(), times);
      }
      above = limit.getValue() + 1;
    }
    return new Latency(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / 1_000,
        nanos.getValueAtPercentile(99) / 1_000,
        nanos.getValueAtPercentile(99.9) / 1_000,
        nanos.getMaxValue() / 1_000,
        within);
  }

  private static long count(Histogram nanos, long from, long to) {
    long count = 0;
    for (var value : nanos.recordedValues()) {
      long at = value.getValueIteratedTo();
      count += at >= from && at <= to ? value.getCountAtValueIteratedTo() : 0;
    }
    return count;
  }

  private static Map<String, Long> limits() {
    Map<String, Long> limits = new LinkedHashMap<>();
    limits.put("within 1 ms", MILLI);
    limits.put("within 10 ms", 10 * MILLI);
    limits.put("within 100 ms", 100 * MILLI);
    limits.put("within 1 s", 1_000 * MILLI);
    limits.put("within 10 s", 10_000 * MILLI);
    limits.put("later than 10 s", Long.MAX_VALUE - 1);
    return limits;
  }

  /** Returns a line for a report. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "half within %,d us, 99 %% within %,d, 99.9 %% within %,d, the longest %,d",
        p50,
        p99,
        p999,
        most);
  }
}
