package org.waymark.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens at their boundaries: the window, the ring's wrap and growth, equal halves. */
class TokenTableTest {

  private static final int WINDOW = 100;

  private final TokenTable table = new TokenTable(WINDOW);

  @Test
  void retryFindsSequenceCapsuleAndTime() {
    table.record(1, 10, 20, 30, 40, 50);

    assertThat(table.sequenceOf(10, 20)).isEqualTo(1);
    assertThat(table.capsuleHi(1)).isEqualTo(30);
    assertThat(table.capsuleLo(1)).isEqualTo(40);
    assertThat(table.time(1)).isEqualTo(50);
  }

  @Test
  void tokensAreComparedInBothHalves() {
    table.record(1, 10, 20, 0, 0, 0);

    assertThat(table.sequenceOf(10, 21)).isZero();
    assertThat(table.sequenceOf(11, 20)).isZero();
    assertThat(table.sequenceOf(20, 10)).isZero();
  }

  @Test
  void tokensWithTheSameHashAreToldApart() {
    Map<Integer, Long> lowByHash = new HashMap<>();
    long low = 0;
    Long other;
    do {
      other = lowByHash.put(HashIndex.hash(5, ++low), low);
    } while (other == null);
    table.record(1, 5, low, 0, 0, 0);
    assertThat(table.sequenceOf(5, other)).isZero();

    table.record(2, 5, other, 0, 0, 0);

    assertThat(table.sequenceOf(5, low)).isEqualTo(1);
    assertThat(table.sequenceOf(5, other)).isEqualTo(2);
  }

  @Test
  void allZeroIsATokenLikeAnyOther() {
    assertThat(table.sequenceOf(0, 0)).isZero();

    table.record(1, 0, 0, 0, 0, 0);

    assertThat(table.sequenceOf(0, 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, (1L << 32) - 70, (1L << 62)})
  void tableMayBeginAtAnySequence(long first) {
    LongStream.range(first, first + 300).forEach(this::record);
    LongStream.range(first, first + 300)
        .forEach(sequence -> assertThat(table.sequenceOf(sequence, 7)).isEqualTo(sequence));
    table.evictThrough(first + 99);

    assertThat(table.size()).isEqualTo(200);
    assertThat(table.sequenceOf(first + 99, 7)).isZero();
    LongStream.range(first + 100, first + 300)
        .forEach(sequence -> assertThat(table.sequenceOf(sequence, 7)).isEqualTo(sequence));
  }

  @Test
  void pendingTokensStandBesideTheWindow() {
    LongStream.rangeClosed(1, WINDOW + 50).forEach(this::record);

    assertThat(table.sequenceOf(1, 7)).as("tip may still be at the window's size").isEqualTo(1);
    assertThat(table.size()).isEqualTo(WINDOW + 50);
  }

  @Test
  void evictionForgetsExactlyUpToTheBound() {
    LongStream.rangeClosed(1, WINDOW + 10).forEach(this::record);

    table.evictThrough(10);

    assertThat(table.sequenceOf(10, 7)).isZero();
    assertThat(table.sequenceOf(11, 7)).isEqualTo(11);
    assertThat(table.size()).isEqualTo(WINDOW);
    assertThatIllegalArgumentException().isThrownBy(() -> table.time(10));
  }

  @Test
  void lastWindowCannotBeEvicted() {
    LongStream.rangeClosed(1, WINDOW + 10).forEach(this::record);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.evictThrough(11))
        .withMessage("sequence 11 is one of the last 100, which end at 110");
    assertThat(table.sequenceOf(1, 7)).isEqualTo(1);
  }

  @Test
  void evictingWhatIsGoneOrNeverWasChangesNothing() {
    table.evictThrough(1_000);
    record(500);
    table.evictThrough(Long.MIN_VALUE);
    table.evictThrough(499);

    assertThat(table.sequenceOf(500, 7)).isEqualTo(500);
  }

  @Test
  void tokenRecordedAgainAnswersForTheLaterSequence() {
    table.record(1, 10, 20, 1, 1, 1);
    LongStream.rangeClosed(2, WINDOW).forEach(this::record);
    table.record(WINDOW + 1, 10, 20, 2, 2, 2);

    assertThat(table.sequenceOf(10, 20)).isEqualTo(WINDOW + 1);
    table.evictThrough(1);
    assertThat(table.sequenceOf(10, 20)).isEqualTo(WINDOW + 1);
  }

  @Test
  void sequencesAreDense() {
    assertThatIllegalArgumentException().isThrownBy(() -> record(0));
    record(5);
    assertThatIllegalArgumentException().isThrownBy(() -> record(5));
    assertThatIllegalArgumentException().isThrownBy(() -> record(7));
    assertThatIllegalArgumentException().isThrownBy(() -> table.time(6));
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void ringGoesRoundManyTimes() {
    for (long sequence = 1; sequence <= 10_000; sequence++) {
      table.evictThrough(sequence - 1 - WINDOW);
      record(sequence);
    }

    assertThat(table.size()).isEqualTo(WINDOW + 1);
    LongStream.rangeClosed(9_900, 10_000)
        .forEach(sequence -> assertThat(table.sequenceOf(sequence, 7)).isEqualTo(sequence));
  }

  @Test
  void windowIsWithinItsRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenTable(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenTable(TokenTable.MAX_WINDOW + 1));
  }

  private void record(long sequence) {
    table.record(sequence, sequence, 7, sequence, 7, sequence);
  }
}
