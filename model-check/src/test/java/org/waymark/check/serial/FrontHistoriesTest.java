package org.waymark.check.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.waymark.Snapshot;
import org.waymark.check.serial.Front.Answer;
import org.waymark.check.serial.Rules.Verdict;

/** Goal: drawn histories of a coordinator hold, and meet what they are drawn for. */
class FrontHistoriesTest {
  private static final int HISTORIES = 1_500;

  @Test
  void theyHoldAndMeetEverything() {
    FrontHistories drawn = new FrontHistories(20_261_123);
    for (int i = 0; i < HISTORIES; i++) {
      assertThat(drawn.next()).isNull();
    }
    assertThat(drawn.tally().histories()).isEqualTo(HISTORIES);
    for (Met met : Met.values()) {
      assertThat(drawn.tally().count(met)).as(met.words()).isGreaterThan(HISTORIES / 20);
    }
    for (Verdict verdict : Verdict.values()) {
      assertThat(drawn.tally().count(verdict)).as(verdict.name()).isGreaterThan(HISTORIES / 20);
    }
  }

  /** The same seed draws the same. */
  @Test
  void theyAreAFunctionOfTheSeed() {
    FrontHistories one = new FrontHistories(7);
    FrontHistories other = new FrontHistories(7);
    for (int i = 0; i < 50; i++) {
      assertThat(one.next()).isEqualTo(other.next());
    }
    assertThat(one.tally().count(Verdict.ADMITTED))
        .isEqualTo(other.tally().count(Verdict.ADMITTED));
  }

  @Test
  void aFrontSaysEachAnswer() throws IOException {
    try (Front front = new Front(4, new SplittableRandom(1))) {
      assertThat(front.submit(0, 0b01, 0b10)).isEqualTo(Answer.ADMITTED);
      assertThat(front.submit(0, 0b00, 0b10)).isEqualTo(Answer.FCW_CONFLICT);
      assertThat(front.submit(0, 0b10, 0b01)).isEqualTo(Answer.PIVOT);
      assertThat(front.submit(1, 0b01, 0)).isEqualTo(Answer.IN_THE_FUTURE);
      front.coverGroup();
      front.publishGroups();
      assertThat(front.tip()).isEqualTo(1);
      assertThat(front.submit(0, 0b010, 0b100)).isEqualTo(Answer.ADMITTED);
      assertThat(front.submit(1, 0b110, 0)).isEqualTo(Answer.COMMITTED_PIVOT);
      assertThat(front.submit(1, 0b11000, 0)).isEqualTo(Answer.NO_ROOM);
      assertThat(front.prune()).isEqualTo(1);
      assertThat(front.submit(0, 0b01, 0)).isEqualTo(Answer.TOO_OLD);
    }
  }

  @Test
  void openingAgainLosesWhatIsPending() throws IOException {
    try (Front front = new Front(4, new SplittableRandom(1))) {
      assertThat(front.submit(0, 0, 0b01)).isEqualTo(Answer.ADMITTED);
      front.coverGroup();
      front.publishGroups();
      Snapshot lease = front.lease();
      assertThat(lease.beginSeq()).isEqualTo(1);
      assertThat(front.submit(1, 0, 0b10)).isEqualTo(Answer.ADMITTED);
      front.coverGroup();
      front.reopen();
      assertThat(front.tip()).isEqualTo(1);
      assertThat(front.submit(0, 0b01, 0)).isEqualTo(Answer.TOO_OLD);
      assertThat(front.submit(1, 0, 0b10)).isEqualTo(Answer.ADMITTED);
    }
  }

  @Test
  void aHistoryLosesItsPendingOnesAlone() {
    History history = new History();
    history.add(0, 0, 0b01);
    history.add(0, 0, 0b10);
    history.add(1, 0b01, 0);
    history.keepThrough(1);
    assertThat(history.size()).isEqualTo(2);
    assertThat(history.last()).isEqualTo(1);
    assertThat(history.readsOnly(1)).isTrue();
    history.add(1, 0, 0b10);
    assertThat(history.end(2)).isEqualTo(2);
  }
}
