package org.waymark.check.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.waymark.Snapshot;

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
      assertThat(one.next()).isNull();
      assertThat(other.next()).isNull();
    }
    for (Verdict verdict : Verdict.values()) {
      assertThat(one.tally().count(verdict))
          .as(verdict.words())
          .isPositive()
          .isEqualTo(other.tally().count(verdict));
    }
    for (Met met : Met.values()) {
      assertThat(one.tally().count(met)).as(met.words()).isEqualTo(other.tally().count(met));
    }
  }

  @Test
  void aFrontSaysEachAnswer() throws IOException {
    try (Front front = new Front(4, new SplittableRandom(1))) {
      assertThat(front.submit(0, 0b01, 0b10)).isEqualTo(Answer.admitted(1));
      assertThat(front.submit(0, 0b00, 0b10)).isEqualTo(Answer.refused(Ruling.conflict(0b10)));
      assertThat(front.submit(0, 0b10, 0b01)).isEqualTo(Answer.refused(Ruling.pivot(1, false, 1)));
      assertThat(front.submit(1, 0b01, 0)).isEqualTo(Answer.inTheFuture(0));
      front.coverGroup();
      front.publishGroups();
      assertThat(front.tip()).isEqualTo(1);
      assertThat(front.submit(0, 0b010, 0b100)).isEqualTo(Answer.admitted(2));
      assertThat(front.submit(1, 0b110, 0)).isEqualTo(Answer.refused(Ruling.committedPivot(2, 1)));
      assertThat(front.submit(1, 0b11000, 0)).isEqualTo(Answer.NO_ROOM);
      assertThat(front.prune()).isEqualTo(1);
      assertThat(front.submit(0, 0b01, 0)).isEqualTo(Answer.tooOld(1));
    }
  }

  @Test
  void openingAgainLosesWhatIsPending() throws IOException {
    try (Front front = new Front(4, new SplittableRandom(1))) {
      assertThat(front.submit(0, 0, 0b01)).isEqualTo(Answer.admitted(1));
      front.coverGroup();
      front.publishGroups();
      Snapshot lease = front.lease();
      assertThat(lease.beginSeq()).isEqualTo(1);
      assertThat(front.submit(1, 0, 0b10)).isEqualTo(Answer.admitted(2));
      front.coverGroup();
      front.reopen();
      assertThat(front.tip()).isEqualTo(1);
      assertThat(front.submit(0, 0b01, 0)).isEqualTo(Answer.tooOld(1));
      assertThat(front.submit(1, 0, 0b10)).isEqualTo(Answer.admitted(2));
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
