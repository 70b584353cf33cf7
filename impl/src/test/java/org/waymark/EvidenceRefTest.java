package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EvidenceRefTest {

  @Test
  void readsWhatItWrites() {
    EvidenceRef reference = new EvidenceRef(0x0123_4567_89ab_cdefL, -2);
    assertThat(reference).hasToString("0123456789abcdeffffffffffffffffe");
    assertThat(EvidenceRef.parse(reference.toString())).isEqualTo(reference);
    assertThat(EvidenceRef.parse("0".repeat(32))).isEqualTo(new EvidenceRef(0, 0));
  }

  @Test
  void refusesAnythingElse() {
    assertThatThrownBy(() -> EvidenceRef.parse("0123"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evidence reference must be 32 hexadecimal digits, not '0123'");
    assertThatThrownBy(() -> EvidenceRef.parse("g".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
