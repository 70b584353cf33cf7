package org.waymark.check.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.SimDisk;
import org.waymark.disk.FileDisk;

/** The steps: the same for a seed, of every kind, and seen alike through both disks. */
class RandomStepsTest {
  @TempDir private Path directory;

  @Test
  void aSequenceIsAFunctionOfItsSeed() {
    assertThat(RandomSteps.of(7, 80)).isEqualTo(RandomSteps.of(7, 80));
    assertThat(RandomSteps.of(7, 80)).isNotEqualTo(RandomSteps.of(8, 80));
  }

  @Test
  void everyKindOfStepOccurs() {
    Set<Step.Kind> kinds = EnumSet.noneOf(Step.Kind.class);
    for (long seed = 0; seed < 20; seed++) {
      RandomSteps.of(seed, 40).forEach(step -> kinds.add(step.kind()));
    }
    assertThat(kinds).containsExactlyInAnyOrder(Step.Kind.values());
  }

  @Test
  void aProcessSeesTheSameOnTheRealDiskAsOnTheSimulatedOne() throws IOException {
    for (long seed = 0; seed < 5; seed++) {
      FileDisk real = FileDisk.openOrCreate(directory.resolve("log-" + seed));
      SimDisk simulated = new SimDisk(DiskImage.EMPTY);
      try (Hands left = new Hands(real);
          Hands right = new Hands(simulated)) {
        List<Step> steps = RandomSteps.of(seed, 60);
        for (Step step : steps) {
          assertThat(left.apply(step)).as("after %s", step).isEqualTo(right.apply(step));
        }
      }
    }
  }

  @Test
  void whatIsWrittenHasNoZerosAndDiffersFromWriteToWrite() {
    byte[] first = Step.writing("a", 0, 4096, 1).bytes();
    byte[] second = Step.writing("a", 0, 4096, 2).bytes();
    assertThat(first).doesNotContain((byte) 0);
    int same = 0;
    for (int i = 0; i < first.length; i++) {
      same += first[i] == second[i] ? 1 : 0;
    }
    assertThat(same).isLessThan(64);
  }
}
