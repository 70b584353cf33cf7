package org.waymark.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** First committer wins at its boundaries: sequences, floor, limit, page numbers. */
class CommitIndexTest {

  private static final long LARGEST_PAGE = -1; // 2^64 - 1 as an unsigned number

  private final CommitIndex index = new CommitIndex(8);

  @Test
  void writerAtBeginSeqBelongsToTheSnapshot() {
    index.record(pages(3), 5);

    assertThat(index.conflicts(pages(3), 5)).isEmpty();
  }

  @Test
  void writerJustAfterBeginSeqIsAConflict() {
    index.record(pages(3), 5);

    assertThat(index.conflicts(pages(3), 4)).containsExactly(3);
  }

  @Test
  void onlyTheLatestWriterOfAPageCounts() {
    index.record(pages(3), 5);
    index.record(pages(3), 9);

    assertThat(index.conflicts(pages(3), 8)).containsExactly(3);
    assertThat(index.conflicts(pages(3), 9)).isEmpty();
    assertThat(index.size()).isEqualTo(1);
  }

  /** Two members of one group: neither is durable, both are admitted. */
  @Test
  void everyAdmittedWriterOfAGroupCounts() {
    index.record(pages(1), 1);
    index.record(pages(2), 2);
    index.record(pages(3), 3);

    assertThat(index.conflicts(pages(1, 2, 3), 0)).containsExactly(1, 2, 3);
    assertThat(index.conflicts(pages(1, 2, 3), 1)).containsExactly(2, 3);
  }

  @Test
  void conflictsComeInTheOrderOfThePagesGiven() {
    index.record(pages(2, 4, LARGEST_PAGE), 1);

    assertThat(index.conflicts(pages(1, 2, 3, 4, 5, LARGEST_PAGE), 0))
        .containsExactly(2, 4, LARGEST_PAGE);
  }

  @Test
  void smallestAndLargestPageAreOrdinaryPages() {
    index.record(pages(1, LARGEST_PAGE), 1);

    assertThat(index.conflicts(pages(1, 2, LARGEST_PAGE - 1, LARGEST_PAGE), 0))
        .containsExactly(1, LARGEST_PAGE);
  }

  @Test
  void pagesWithTheSameHashAreToldApart() {
    Map<Integer, Long> pageByHash = new HashMap<>();
    long page = 0;
    Long other;
    do {
      other = pageByHash.put(HashIndex.hash(++page), page);
    } while (other == null);
    index.record(pages(page), 1);

    assertThat(index.conflicts(pages(other), 0)).isEmpty();
    index.record(pages(other), 2);

    assertThat(index.conflicts(pages(other, page), 0)).containsExactly(other, page);
    assertThat(index.conflicts(pages(other, page), 1)).containsExactly(other);
    index.prune(1);
    assertThat(index.conflicts(pages(other, page), 1)).containsExactly(other);
  }

  @Test
  void absenceOfConflictAllocatesNothing() {
    assertThat(index.conflicts(pages(1), 0)).isSameAs(index.conflicts(pages(2, 3), 0));
  }

  @Test
  void pruneForgetsExactlyTheWritersUpToTheFloor() {
    index.record(pages(1), 4);
    index.record(pages(2), 5);
    index.record(pages(3), 6);

    index.prune(5);

    assertThat(index.size()).isEqualTo(1);
    assertThat(index.conflicts(pages(1, 2, 3), 5)).containsExactly(3);
  }

  @Test
  void pageWrittenAgainAboveTheFloorIsKept() {
    index.record(pages(1, 2), 4);
    index.record(pages(1), 6);

    index.prune(5);

    assertThat(index.size()).isEqualTo(1);
    assertThat(index.conflicts(pages(1, 2), 5)).containsExactly(1);
  }

  @Test
  void snapshotBelowTheFloorIsNotAnswered() {
    index.prune(5);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.conflicts(pages(1), 4))
        .withMessage("beginSeq 4 is below the floor 5");
    assertThat(index.conflicts(pages(1), 5)).isEmpty();
  }

  @Test
  void floorNeverFalls() {
    index.prune(5);
    index.prune(3);

    assertThatIllegalArgumentException().isThrownBy(() -> index.conflicts(pages(1), 4));
  }

  @Test
  void sequencesAscendAboveTheFloor() {
    index.record(pages(1), 5);
    assertThatIllegalArgumentException().isThrownBy(() -> index.record(pages(2), 5));

    index.prune(9);
    assertThatIllegalArgumentException().isThrownBy(() -> index.record(pages(2), 9));

    index.record(pages(2), 10);
    assertThat(index.conflicts(pages(2), 9)).containsExactly(2);
  }

  @Test
  void limitCountsDistinctPages() {
    index.record(range(1, 7), 1);

    assertThat(index.hasRoomFor(pages(8))).isTrue();
    assertThat(index.hasRoomFor(pages(8, 9))).isFalse();
    assertThat(index.hasRoomFor(range(1, 8))).as("seven known, one new").isTrue();
    assertThat(index.hasRoomFor(range(1, 9))).as("seven known, two new").isFalse();
  }

  @Test
  void recordBeyondTheLimitChangesNothing() {
    index.record(range(1, 7), 1);

    assertThatIllegalStateException().isThrownBy(() -> index.record(pages(1, 8, 9), 2));

    assertThat(index.size()).isEqualTo(7);
    assertThat(index.conflicts(range(1, 9), 1)).isEmpty();
    index.record(pages(8), 2);
    assertThat(index.conflicts(range(1, 9), 1)).containsExactly(8);
  }

  @Test
  void pruningMakesRoom() {
    for (long round = 1; round <= 1_000; round++) {
      index.record(range(8 * round, 8 * round + 7), round);
      index.prune(round);
    }

    assertThat(index.size()).isZero();
  }

  /** A lease that held the floor for a million commits must not stop the next one. */
  @Test
  void whatFallsBelowTheFloorAtOnceIsForgottenLittleByLittle() {
    CommitIndex large = new CommitIndex(20_000);
    for (long i = 0; i < 100; i++) {
      large.record(range(100 * i + 1, 100 * i + 100), i + 1);
    }

    large.prune(100);
    assertThat(large.size()).isBetween(9_500, 9_999);
    assertThat(large.conflicts(range(1, 10_000), 100)).isEmpty();

    for (long sequence = 101; large.size() > 1; sequence++) {
      int before = large.size();
      large.record(pages(20_000), sequence);
      assertThat(large.size()).isBetween(before - 1_000, before - 1);
    }
    assertThat(large.conflicts(pages(1, 10_000, 20_000), 100)).containsExactly(20_000);
  }

  @Test
  void writersBelowTheFloorGiveWayToNewOnes() {
    CommitIndex full = new CommitIndex(10_000);
    full.record(range(1, 9_990), 1);
    full.record(range(9_991, 10_000), 2);
    full.prune(1);

    assertThat(full.hasRoomFor(range(20_001, 29_991))).as("one more than there are").isFalse();
    assertThat(full.hasRoomFor(range(20_001, 29_990))).isTrue();
    full.record(range(20_001, 29_990), 3);

    assertThat(full.size()).isEqualTo(10_000);
    assertThat(full.conflicts(range(9_990, 20_001), 1)).hasSize(11);
  }

  private static long[] pages(long... pages) {
    return pages;
  }

  private static long[] range(long first, long last) {
    return LongStream.rangeClosed(first, last).toArray();
  }
}
