package org.waymark.check.lives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A simulation is a function of its seed, and has teeth: a log that is spoiled from outside is
 * caught by the property that the spoiling breaks.
 *
 * <p>That two runs agree also says that the shipped code has no hidden source of chance: every
 * thread, every wait, every byte on the disk and every answer is part of the hash.
 */
class SimulationTest {
  private static final int MOST_LIVES = 60;

  private static Simulation of(int lives) {
    Simulation simulation = new Simulation(7, Sabotage.NONE);
    assertThat(simulation.run(() -> simulation.tally().lives() >= lives)).isNull();
    return simulation;
  }

  @Test
  void theSameSeedTwiceGivesTheSameTrace() {
    Simulation first = of(12);
    Simulation second = of(12);
    assertThat(second.traceHash()).isEqualTo(first.traceHash());
    assertThat(second.tally().counts(0)).isEqualTo(first.tally().counts(0));
  }

  @Test
  void anotherSeedGivesAnother() {
    Simulation other = new Simulation(8, Sabotage.NONE);
    assertThat(other.run(() -> other.tally().lives() >= 1)).isNull();
    assertThat(other.traceHash()).isNotEqualTo(of(1).traceHash());
  }

  @ParameterizedTest
  @CsvSource({
    "MARKERS_NOT_FORCED, P1",
    "CAPSULES_NOT_FORCED, P8",
    "DIRECTORY_NOT_FORCED, P1",
    "FAILURES_SWALLOWED, P10",
    "NOTHING_REMOVED, P15",
  })
  void aSpoiledLogIsCaughtByItsOwnProperty(Sabotages sabotage, String property) {
    Simulation simulation = new Simulation(1, sabotage);
    assertThat(LongStream.rangeClosed(1, MOST_LIVES).mapToObj(life -> verdict(simulation, life)))
        .as("what is violated in each life")
        .contains(property);
  }

  private static String verdict(Simulation simulation, long life) {
    Simulation.Failure failure = simulation.live(life, all -> true);
    return failure == null ? "held" : failure.violations().get(0).property();
  }

  @Test
  void aFailureIsShrunkAndLivedAgainByItsCommand() {
    Sabotage sabotage = Sabotages.MARKERS_NOT_FORCED;
    Simulation simulation = new Simulation(3, sabotage);
    Simulation.Failure failure =
        Objects.requireNonNull(simulation.run(() -> simulation.tally().lives() >= MOST_LIVES));
    assertThat(failure.incarnations()).hasSizeLessThan(4);
    Simulation again = new Simulation(3, sabotage);
    assertThat(again.live(failure.life(), failure.incarnations()::contains)).isEqualTo(failure);
    assertThat(failure.text(3)).endsWith(failure.replay(3));
  }
}
