package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogOptionsTest {
  private static final LogOptions DEFAULTS = LogOptions.defaults();

  static Arguments[] ranges() {
    return new Arguments[] {
      range("groupCommitMax", 1, Limits.MAX_MARKERS_PER_SEGMENT, DEFAULTS::withGroupCommitMax),
      range(
          "markersPerSegment", 1, Limits.MAX_MARKERS_PER_SEGMENT, DEFAULTS::withMarkersPerSegment),
      range("capsuleSegmentBytes", 8 << 10, 1 << 30, DEFAULTS::withCapsuleSegmentBytes),
      range("maxLeases", 1, Integer.MAX_VALUE - 8, DEFAULTS::withMaxLeases),
      range("maxIndexPages", 1, 1 << 28, DEFAULTS::withMaxIndexPages),
      range("retryWindow", 1, 1 << 24, DEFAULTS::withRetryWindow),
      range("queue", 1, 1 << 20, places -> DEFAULTS.withQueue(places, LogOptions.WhenFull.BLOCK)),
    };
  }

  private static Arguments range(
      String argument, int least, int most, IntFunction<LogOptions> with) {
    return Arguments.of(argument, least, most, with);
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void acceptsItsRangeAndNothingOutside(
      String argument, int least, int most, IntFunction<LogOptions> with) {
    assertThat(with.apply(least)).isNotNull();
    assertThat(with.apply(most)).isNotNull();
    for (int outside : new int[] {least - 1, most + 1, 0, -1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> with.apply(outside))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(argument + " must be " + least + " to " + most + ", not " + outside);
    }
  }

  @Test
  void aCapsuleSegmentIsWholePages() {
    assertThatThrownBy(() -> DEFAULTS.withCapsuleSegmentBytes(8_193))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capsuleSegmentBytes must be a multiple of 4096, not 8193");
  }

  @Test
  void changingOneLeavesTheOriginalAndTheOthers() {
    LogOptions changed =
        DEFAULTS.withGroupCommitMax(7).withQueue(3, LogOptions.WhenFull.REFUSE).withMaxLeases(2);
    assertThat(DEFAULTS.groupCommitMax()).isEqualTo(Limits.DEFAULT_GROUP_COMMIT_MAX);
    assertThat(DEFAULTS.queueCapacity()).isEqualTo(Limits.DEFAULT_QUEUE_CAPACITY);
    assertThat(DEFAULTS.whenFull()).isEqualTo(LogOptions.WhenFull.BLOCK);
    assertThat(changed.groupCommitMax()).isEqualTo(7);
    assertThat(changed.queueCapacity()).isEqualTo(3);
    assertThat(changed.whenFull()).isEqualTo(LogOptions.WhenFull.REFUSE);
    assertThat(changed.maxLeases()).isEqualTo(2);
    assertThat(changed.markersPerSegment()).isEqualTo(Limits.DEFAULT_MARKERS_PER_SEGMENT);
    assertThat(changed.retryWindow()).isEqualTo(Limits.DEFAULT_RETRY_WINDOW);
    assertThat(changed.mode()).isEqualTo(OperatingMode.NATIVE);
  }

  @Test
  void aClockOfItsOwnMeasuresTheDeadlinesToo() throws Exception {
    HandClock clock = new HandClock();
    clock.setMonotonic(Long.MAX_VALUE - 1);
    LogOptions options = DEFAULTS.withTime(clock);
    assertThat(options.time()).isSameAs(clock);
    // A deadline that this clock has reached, and no other clock of this machine knows.
    WatchedThreads.spawn(
            () -> {
              options.threads().park(this, Long.MAX_VALUE - 1);
              return true;
            })
        .result();
    Threads own = new WatchedThreads();
    assertThat(DEFAULTS.withThreads(own).withTime(clock).threads()).isSameAs(own);
  }
}
