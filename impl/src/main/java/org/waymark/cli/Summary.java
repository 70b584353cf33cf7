package org.waymark.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.waymark.observe.CountingObserver.Counts;

/**
 * The closing account of a synthetic load, as a table or as JSON.
 *
 * @param shape what was run
 * @param counts what the log did
 * @param latencies of the commits, in nanoseconds
 * @param nanos how long it took
 * @param tip the highest committed sequence at the end
 */
record Summary(Workload.Shape shape, Counts counts, Histogram latencies, long nanos, long tip) {

  private static final double[] PERCENTILES = {50, 90, 99, 99.9};

  List<String> table() {
    long refused = counts.refused().values().stream().mapToLong(Long::longValue).sum();
    return List.of(
        row("writers", "%d", shape.writers()),
        row("seed", "%d", shape.seed()),
        row("time", "%.3f s", nanos / 1e9),
        row("commits", "%d, all durable; the tip is %d", counts.committed(), tip),
        row("commits/s", "%.0f", perSecond()),
        row("latency", "%s", latency()),
        row("groups", "%d; %s", counts.groups(), groupSizes()),
        row("forces", "FSYNC_1 %d, FSYNC_2 %d", counts.fsync1s(), counts.groups()),
        row("refused", "%d%s", refused, refusals()));
  }

  private static String row(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "%-10s ", name) + String.format(Locale.ROOT, format, values);
  }

  private double perSecond() {
    return counts.committed() / Math.max(1e-9, nanos / 1e9);
  }

  private String latency() {
    String percentiles =
        IntStream.range(0, PERCENTILES.length)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "p%s %.3f ms, ",
                        name(PERCENTILES[i]),
                        latencies.getValueAtPercentile(PERCENTILES[i]) / 1e6))
            .collect(Collectors.joining());
    return String.format(Locale.ROOT, "%smax %.3f ms", percentiles, latencies.getMaxValue() / 1e6);
  }

  private static String name(double percentile) {
    return percentile == Math.rint(percentile)
        ? String.valueOf((long) percentile)
        : String.valueOf(percentile);
  }

  private String groupSizes() {
    double mean = counts.groups() == 0 ? 0 : (double) counts.committed() / counts.groups();
    String sizes =
        IntStream.range(0, counts.groupSizes().size())
            .filter(i -> counts.groupSizes().get(i) > 0)
            .mapToObj(i -> (1L << i) + "+: " + counts.groupSizes().get(i))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%.1f commits on average, %d at most (%s)",
        mean,
        counts.largestGroup(),
        sizes);
  }

  private String refusals() {
    return counts.refused().entrySet().stream()
        .map(one -> ", " + one.getKey() + " " + one.getValue())
        .collect(Collectors.joining());
  }

  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("writers", shape.writers()).put("pages", shape.pages());
    json.put("conflict", shape.conflict()).put("capsuleBytes", shape.capsuleBytes());
    json.put("seed", shape.seed()).put("seconds", nanos / 1e9).put("tip", tip);
    json.put("commits", counts.committed()).put("commitsPerSecond", perSecond());
    ObjectNode latency = json.putObject("latencyNanos");
    for (double percentile : PERCENTILES) {
      latency.put("p" + name(percentile), latencies.getValueAtPercentile(percentile));
    }
    latency.put("max", latencies.getMaxValue());
    json.put("groups", counts.groups()).put("largestGroup", counts.largestGroup());
    var sizes = json.putArray("groupSizesByPowerOfTwo");
    counts.groupSizes().forEach(sizes::add);
    json.put("fsync1", counts.fsync1s()).put("fsync2", counts.groups());
    ObjectNode refused = json.putObject("refused");
    counts.refused().forEach(refused::put);
    return json.toString();
  }
}
