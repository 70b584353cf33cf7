package org.waymark.check.crash.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.check.crash.failure.Beat.Mark;

/** A change counts as durable when a force makes it so, and only then. */
class DurabilityTest {
  private static final String FILE = "markers 1/1";

  private final List<Beat> beats = new ArrayList<>();

  private DurabilityTest then(String lane, Mark mark) {
    beats.add(new Beat(1, lane, "", mark, "", false));
    return this;
  }

  private DurabilityTest then(Mark... marks) {
    for (Mark mark : marks) {
      then(FILE, mark);
    }
    return this;
  }

  /** Compares the numbers of all durable changes. */
  private void expect(Integer... durable) {
    Durability durability = new Durability(beats);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < beats.size(); i++) {
      if (durability.isDurable(i)) {
        found.add(i);
      }
    }
    assertThat(found).containsExactly(durable);
  }

  private void expectSpans(String lane, Durability.Span... spans) {
    assertThat(new Durability(beats).spans(lane)).containsExactly(spans);
  }

  @Test
  void whatWasWrittenBeforeAForceBeganIsDurable() {
    then(Mark.WRITTEN, Mark.FORCE, Mark.FORCED, Mark.TOLD, Mark.WRITTEN, Mark.TOLD);
    expect(0);
    expectSpans(FILE, new Durability.Span(2, 4));
  }

  @Test
  void whatIsWrittenDuringAForceIsNot() {
    then(Mark.WRITTEN, Mark.FORCE, Mark.WRITTEN, Mark.FORCED);
    expect(0);
    expectSpans(FILE);
  }

  @Test
  void anIgnoredForceLeavesItToTheNextOne() {
    then(Mark.WRITTEN, Mark.FORCE, Mark.IGNORED);
    expect();
    expectSpans(FILE);
    then(Mark.FORCE, Mark.FORCED);
    expect(0);
    expectSpans(FILE, new Durability.Span(4, 5));
  }

  @Test
  void afterAFailedForceTheNextOneMakesOnlyWhatIsNewDurable() {
    then(Mark.WRITTEN, Mark.FORCE, Mark.FAILED, Mark.WRITTEN, Mark.FORCE, Mark.FORCED);
    expect(3);
    expectSpans(FILE);
  }

  @Test
  void aLossOfPowerEndsEverything() {
    then(Mark.WRITTEN, Mark.FORCE, Mark.FORCED, Mark.POWER_LOSS, Mark.WRITTEN, Mark.FORCE);
    then(Mark.FAILED, Mark.WRITTEN, Mark.POWER_LOSS, Mark.FORCE, Mark.FORCED);
    expect(0);
    expectSpans(FILE, new Durability.Span(2, 3), new Durability.Span(10, 11));
  }

  @Test
  void aNameIsDurableByTheDirectoryAlone() {
    then(Mark.NAMED, Mark.FORCE, Mark.FORCED);
    expect();
    then(Beat.NAMES, Mark.FORCE).then(Beat.NAMES, Mark.FORCED).then(Mark.NAMED);
    expect(0);
    expectSpans(Beat.NAMES, new Durability.Span(4, 5));
  }
}
