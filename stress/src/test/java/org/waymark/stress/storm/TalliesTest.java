package org.waymark.stress.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures are added up or kept at their largest, and outlive whoever counted them in a file. */
class TalliesTest {

  @Test
  void sumsAndMaximaOfTwoAreTakenTogether() {
    Tallies one = Tallies.inMemory();
    Tallies other = Tallies.inMemory();
    one.add(Figure.COMMITS, 3);
    one.most(Figure.WRITERS_AT_ONCE, 7);
    other.one(Figure.COMMITS);
    other.most(Figure.WRITERS_AT_ONCE, 5);
    one.addAll(other);
    assertThat(one.get(Figure.COMMITS)).isEqualTo(4);
    assertThat(one.get(Figure.WRITERS_AT_ONCE)).isEqualTo(7);
    assertThat(one.get(Figure.RETRIES)).isZero();
  }

  @Test
  void aFileGoesOnWhereItWasLeft(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("tallies");
    Tallies first = Tallies.mapped(file);
    first.add(Figure.COMMITS, 2);
    first.latency(1_000);
    Tallies second = Tallies.mapped(file);
    second.one(Figure.COMMITS);
    second.latency(1_000);
    assertThat(second.get(Figure.COMMITS)).isEqualTo(3);
    assertThat(second.latencies().getTotalCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 15, 16, 17, 1_000, 123_456_789, 3_600_000_000_000L})
  void aLatencyIsToldASixteenthTooLongAtMost(long nanos) {
    Tallies tallies = Tallies.inMemory();
    tallies.latency(nanos);
    Histogram told = tallies.latencies();
    assertThat(told.getTotalCount()).isEqualTo(1);
    // The histogram's own two digits come on top.
    assertThat(told.getMinNonZeroValue()).isBetween(nanos * 99 / 100, nanos + nanos / 16);
    assertThat(told.getMaxValue()).isBetween(nanos, nanos + nanos / 8 + 1);
  }
}
