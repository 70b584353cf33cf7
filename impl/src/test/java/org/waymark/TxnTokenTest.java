package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TxnTokenTest {

  @Test
  void readsWhatItWrites() {
    TxnToken token = new TxnToken(0x0123_4567_89ab_cdefL, -2);
    assertThat(token).hasToString("0123456789abcdeffffffffffffffffe");
    assertThat(TxnToken.parse(token.toString())).isEqualTo(token);
    assertThat(TxnToken.parse("0123456789ABCDEFFFFFFFFFFFFFFFFE")).isEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef",
        "0123456789abcdef0123456789abcdeg",
        "-123456789abcdef0123456789abcdef",
        "0123456789abcdef0123456789abcdef0"
      })
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> TxnToken.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void drawsBothHalves() {
    TxnToken token = TxnToken.random(new Random(1));
    Random same = new Random(1);
    assertThat(token).isEqualTo(new TxnToken(same.nextLong(), same.nextLong()));
  }
}
