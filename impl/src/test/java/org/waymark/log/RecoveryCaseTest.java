package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exactly one lettered case applies to any findings, and each case applies to some. */
class RecoveryCaseTest {

  @Test
  void exactlyOneCaseAppliesToEveryCombination() {
    Map<RecoveryCase, Integer> counts = new EnumMap<>(RecoveryCase.class);
    for (int bits = 0; bits < 256; bits++) {
      Findings findings =
          new Findings(
              (bits & 1) != 0,
              (bits & 2) != 0,
              (bits & 4) != 0,
              (bits & 8) != 0,
              (bits & 16) != 0,
              (bits & 32) != 0,
              (bits & 64) != 0,
              (bits & 128) != 0);
      assertThat(RecoveryCase.applying(findings)).as(findings.toString()).hasSize(1);
      counts.merge(RecoveryCase.of(findings), 1, Integer::sum);
    }
    assertThat(counts.keySet()).containsExactly(RecoveryCase.values());
    assertThat(counts.get(RecoveryCase.UNSOUND)).isEqualTo(128);
    assertThat(counts.get(RecoveryCase.COMMIT_LOST)).isEqualTo(32);
    assertThat(counts.get(RecoveryCase.CONTENT_LOST)).isEqualTo(16);
    assertThat(counts.get(RecoveryCase.CLOSED)).isEqualTo(8);
    assertThat(counts.get(RecoveryCase.TORN)).isEqualTo(2);
  }

  @Test
  void theLettersAreInOrderAndOnlyBToERefuse() {
    char letter = 'A';
    for (RecoveryCase one : RecoveryCase.values()) {
      assertThat(one.letter()).isEqualTo(letter++);
      assertThat(one.isRefused()).isEqualTo("BCDE".indexOf(one.letter()) >= 0);
    }
  }
}
