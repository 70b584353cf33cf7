package org.waymark.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/**
 * Goal: each rule refuses what it must, with whom it says, and no more is remembered than needed.
 */
class AntidependenciesTest {
  private static final long[] NONE = {};
  private static final long X = 1;
  private static final long Y = 2;
  private static final long Z = 3;

  private final Antidependencies memory = new Antidependencies(8);

  private static long[] pages(long... pages) {
    return pages;
  }

  @Test
  void whoIsReadAndReadsWhatWasOverwrittenIsThePivot() {
    // 1 read x and wrote y.
    memory.record(pages(Y), pages(X), 0, 1);
    // I read y as it was before, and write x.
    assertThat(memory.danger(pages(X), pages(Y), 0)).isEqualTo(new Danger(true, 1, false, 1));
    assertThat(memory.danger(pages(X), pages(Y), 1)).as("begun after it").isNull();
    assertThat(memory.danger(pages(Z), pages(Y), 0)).as("nobody read z").isNull();
    assertThat(memory.danger(pages(X), pages(Z), 0)).as("nobody wrote z").isNull();
  }

  @Test
  void aReaderThatEndedBeforeIsNoDanger() {
    memory.record(pages(Z), pages(X), 0, 1);
    memory.record(pages(Y), NONE, 1, 2);
    // 1 read what I write; what I read was overwritten by 2, which ended after 1.
    assertThat(memory.danger(pages(X), pages(Y), 0)).isNull();
  }

  @Test
  void theLowestWriterCountsNotTheLatest() {
    memory.record(pages(X), pages(Y), 0, 1);
    memory.record(pages(X), NONE, 1, 2);
    // My x is older than 1's, which read the y that I write; the latest writer of x is 2.
    assertThat(memory.danger(pages(Y), pages(X), 0)).isEqualTo(new Danger(true, 1, false, 1));
  }

  @Test
  void aCommittedPivotIsMetByWhoWrites() {
    memory.record(pages(Z), NONE, 0, 1);
    // 2 points at 1, whose z it read as it was before, and wrote x.
    memory.record(pages(X), pages(Z), 0, 2);
    assertThat(memory.danger(pages(Y), pages(X), 1)).isEqualTo(new Danger(false, 2, false, 1));
    assertThat(memory.danger(pages(Y), pages(X), 2)).as("begun after the pivot").isNull();
  }

  @Test
  void aCommittedPivotIsMetByWhoReadsOnlyBehindItsEnd() {
    memory.record(pages(Z), NONE, 0, 1);
    memory.record(pages(X), pages(Z), 0, 2);
    assertThat(memory.danger(NONE, pages(X), 1)).isEqualTo(new Danger(false, 2, false, 1));
    assertThat(memory.danger(NONE, pages(X), 0)).as("1 ended after it began").isNull();
  }

  @Test
  void whoOnlyReadIsMetByWhoWritesLater() {
    memory.record(pages(X), NONE, 0, 1);
    memory.recordReader(pages(X, Y), 1);
    // I read x before 1, and write the y that the reader saw before me.
    assertThat(memory.danger(pages(Y), pages(X), 0)).isEqualTo(new Danger(true, 1, true, 1));
  }

  @Test
  void ofTwoReadersThatEndedAtOnceTheOneThatWroteIsNamed() {
    memory.record(pages(X), pages(Y), 0, 1);
    memory.recordReader(pages(Y, Z), 1);
    assertThat(memory.danger(pages(Y), pages(X), 0)).isEqualTo(new Danger(true, 1, false, 1));
    assertThat(memory.danger(pages(Z), pages(X), 0)).isEqualTo(new Danger(true, 1, true, 1));
    assertThat(memory.danger(pages(Y, Z), pages(X), 0)).isEqualTo(new Danger(true, 1, false, 1));
  }

  @Test
  void whoWroteItselfBetweenIsNoDangerToItself() {
    memory.record(pages(X), pages(X), 0, 1);
    memory.record(pages(X), pages(X), 1, 2);
    assertThat(memory.danger(pages(X), pages(X), 2)).isNull();
  }

  @Test
  void belowTheFloorNobodyIsRemembered() {
    for (int sequence = 1; sequence <= 8; sequence++) {
      memory.record(pages(sequence), NONE, sequence - 1, sequence);
    }
    assertThat(memory.size()).isEqualTo(8);
    assertThat(memory.hasRoomFor(pages(9), NONE, 8)).isFalse();
    assertThat(memory.hasRoomFor(NONE, pages(9), 8)).isFalse();
    assertThat(memory.hasRoomFor(NONE, pages(8), 8)).as("a page that is known").isTrue();
    assertThat(memory.hasRoomFor(NONE, pages(9), 0)).as("nobody can miss it").isTrue();
    memory.prune(7);
    assertThat(memory.size()).isEqualTo(1);
    assertThat(memory.hasRoomFor(pages(9), pages(10), 8)).isTrue();
    assertThatThrownBy(() -> memory.danger(pages(X), pages(Y), 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beginSeq 6 is below the floor 7");
  }

  @Test
  void writersOfOnePageCountTowardsTheLimit() {
    for (int sequence = 1; sequence <= 8; sequence++) {
      memory.record(pages(X), NONE, sequence - 1, sequence);
    }
    assertThat(memory.hasRoomFor(pages(X), NONE, 8)).isFalse();
    memory.prune(1);
    assertThat(memory.hasRoomFor(pages(X), NONE, 8)).isTrue();
  }

  @Test
  void aReaderIsForgottenWithTheLastThatWasAdmittedBeforeIt() {
    memory.record(pages(X), NONE, 0, 1);
    memory.record(pages(X), NONE, 1, 2);
    memory.recordReader(pages(Y), 1);
    memory.prune(1);
    assertThat(memory.hasRoomFor(NONE, pages(10, 11, 12, 13, 14, 15), 2)).isTrue();
    assertThat(memory.hasRoomFor(NONE, pages(10, 11, 12, 13, 14, 15, 16), 2)).isFalse();
    memory.prune(2);
    assertThat(memory.size()).isZero();
  }

  @Test
  void theLimitIsChecked() {
    for (int limit : new int[] {0, Validator.MAX_LIMIT + 1}) {
      assertThatThrownBy(() -> new Validator(true, limit))
          .hasMessageContaining("limit must be 1 to");
      assertThatThrownBy(() -> new Validator(false, limit))
          .hasMessageContaining("limit must be 1 to");
    }
  }
}
