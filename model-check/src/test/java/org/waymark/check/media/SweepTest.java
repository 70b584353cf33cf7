package org.waymark.check.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.waymark.disk.Disk;

/** A sweep loses no fault and no violation, and ends when it is told to. */
class SweepTest {

  private static final FormatMap MAP = new FormatMap(Specimens.closed());
  private static final List<Damage> FILES = Damages.ofFiles(MAP.specimen());

  private static Tally sweep(Sweep sweep) throws InterruptedException {
    return sweep.run(MAP, FILES, done -> {});
  }

  @Test
  void everyFaultIsCountedOnceAndTheSameEachTime() throws InterruptedException {
    Tally tally = sweep(new Sweep(Shipped::new, true));
    assertThat(tally.sum()).isEqualTo(FILES.size());
    assertThat(tally.violations()).isEmpty();
    Tally again = sweep(new Sweep(Shipped::new, true));
    assertThat(again.table()).isEqualTo(tally.table());
    assertThat(again.exemption()).isEqualTo(tally.exemption());
    assertThat(tally.loss(Specimens.CLOSED, Kind.REMOVED))
        .isEqualTo(new Tally.Loss(1, 0, 3, Specimens.markers(3, 11) + " removed"));
  }

  @Test
  void violationsThatLookAlikeAreToldOnce() throws InterruptedException {
    Tally tally = sweep(new Sweep(Broken::wrongByte, true));
    assertThat(tally.sum(Outcome.VIOLATED)).isGreaterThan(20);
    assertThat(tally.violations())
        .hasSizeLessThan(Kind.values().length)
        .allMatch(line -> line.startsWith("P9: closed: "))
        .anyMatch(line -> line.matches(".*read with another payload .and \\d+ like it."));
  }

  @Test
  void aSubjectThatBreaksTheJudgeEndsTheSweep() {
    Subject impossible =
        new Subject() {
          @Override
          public Opened open(Disk disk, int life) {
            throw new AssertionError("impossible");
          }
        };
    assertThatThrownBy(() -> sweep(new Sweep(() -> impossible, true)))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("impossible");
  }

  @Test
  void anInterruptEndsTheSweep() {
    AtomicInteger opened = new AtomicInteger();
    Subject counting =
        Broken.wrapping(
            (log, life) -> {
              opened.incrementAndGet();
              return log;
            });
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> sweep(new Sweep(() -> counting, true)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(opened.get()).isLessThan(FILES.size());
  }
}
