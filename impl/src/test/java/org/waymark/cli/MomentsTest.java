package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commit times as people write them. */
class MomentsTest {

  @Test
  void nanosecondsAndIso8601NameTheSameMoment() {
    assertThat(Moments.parse("1500000000123456789")).isEqualTo(1_500_000_000_123_456_789L);
    assertThat(Moments.parse("2017-07-14T02:40:00.123456789Z"))
        .isEqualTo(1_500_000_000_123_456_789L);
    assertThat(Moments.parse("2017-07-14T04:40:00.123456789+02:00"))
        .isEqualTo(1_500_000_000_123_456_789L);
    assertThat(Moments.format(1_500_000_000_123_456_789L))
        .isEqualTo("2017-07-14T02:40:00.123456789Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2017-07-14", "99999999999999999999", "9999-01-01T00:00:00Z"})
  void anythingElseIsRefusedWithAnExample(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Moments.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("2026-");
  }
}
