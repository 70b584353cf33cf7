package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.log.Extent;
import org.waymark.log.Id128;
import org.waymark.log.Incarnation;

class OutstandingTest {
  private static final CapsuleHandle CAPSULE =
      new CapsuleHandle(
          new Incarnation(1, 7), new Extent(new Id128(1, 2), 1L << 32 | 4096, 9, 1, 1));

  private final Outstanding outstanding = new Outstanding(41);

  static PendingCommit commit(long sequence) {
    Submission submission = Submission.of(new TxnToken(0, sequence), 0, CAPSULE).writing(1);
    return new PendingCommit(sequence, 100 + sequence, submission);
  }

  private static List<Long> sequences(List<PendingCommit> commits) {
    return commits.stream().map(commit -> commit.sequence).toList();
  }

  @Test
  void beginsEmptyAboveTheTip() {
    assertThat(outstanding.size()).isZero();
    assertThat(outstanding.unclaimed()).isZero();
    assertThat(outstanding.firstUnclaimed()).isEqualTo(42);
    assertThat(outstanding.claim(0)).isEmpty();
  }

  @Test
  void claimsTheOldestFirstAndKeepsThemUntilPublished() {
    for (long sequence = 42; sequence <= 46; sequence++) {
      outstanding.add(commit(sequence));
    }
    assertThat(sequences(outstanding.claim(2))).containsExactly(42L, 43L);
    assertThat(outstanding.size()).isEqualTo(5);
    assertThat(outstanding.unclaimed()).isEqualTo(3);
    assertThat(outstanding.firstUnclaimed()).isEqualTo(44);
    assertThat(outstanding.get(42).sequence).isEqualTo(42);
    outstanding.publish(43);
    assertThat(outstanding.size()).isEqualTo(3);
    assertThatThrownBy(() -> outstanding.get(43)).isInstanceOf(IllegalStateException.class);
    assertThat(sequences(outstanding.claim(3))).containsExactly(44L, 45L, 46L);
    assertThat(outstanding.unclaimed()).isZero();
  }

  @Test
  void growsAroundTheRing() {
    long next = 42;
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 100 * (round + 1); i++) {
        outstanding.add(commit(next++));
      }
      long tip = next - 50;
      outstanding.claim(outstanding.unclaimed());
      outstanding.publish(tip);
      for (long sequence = tip + 1; sequence < next; sequence++) {
        assertThat(outstanding.get(sequence).sequence).isEqualTo(sequence);
      }
      assertThat(outstanding.size()).isEqualTo(49);
    }
  }

  @Test
  void refusesAGapARepetitionAndTheUnknown() {
    assertThatThrownBy(() -> outstanding.add(commit(43)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("43 does not follow 41");
    assertThatThrownBy(() -> outstanding.add(commit(41))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> outstanding.get(42)).isInstanceOf(IllegalStateException.class);
    outstanding.add(commit(42));
    assertThatThrownBy(() -> outstanding.claim(2)).isInstanceOf(IllegalStateException.class);
  }
}
