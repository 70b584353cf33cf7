package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private final HandClock clock = new HandClock();

  @Test
  void addsTheDuration() {
    clock.setMonotonic(100);
    assertThat(Deadlines.after(clock, Duration.ofNanos(5))).isEqualTo(105);
    assertThat(Deadlines.after(clock, Duration.ZERO)).isEqualTo(100);
  }

  @Test
  void worksOnANegativeClock() {
    clock.setMonotonic(-100);
    assertThat(Deadlines.after(clock, Duration.ofNanos(5))).isEqualTo(-95);
  }

  @Test
  void neverOverflows() {
    clock.setMonotonic(100);
    assertThat(Deadlines.after(clock, Duration.ofNanos(Long.MAX_VALUE))).isEqualTo(Threads.FOREVER);
    assertThat(Deadlines.after(clock, Duration.ofSeconds(Long.MAX_VALUE)))
        .isEqualTo(Threads.FOREVER);
  }

  @Test
  void aNegativeDurationHasPassedAlready() {
    clock.setMonotonic(100);
    assertThat(Deadlines.after(clock, Duration.ofNanos(-1))).isEqualTo(100);
    assertThat(Deadlines.after(clock, Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(100);
  }
}
