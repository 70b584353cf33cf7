package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The capsule's id grows symbol by symbol and refuses what is no capsule. */
class CapsuleHashTest {

  private static final Digests DIGESTS = new Digests();

  @Test
  void theIdCoversDigestsInOrderAndLength() {
    Id128 one = Samples.CAPSULE;
    Id128 two = Samples.TOKEN;
    CapsuleHash hash = new CapsuleHash();
    hash.add(one, SymbolHeader.MAX_PAYLOAD);
    hash.add(two, 5);

    assertThat(hash.length()).isEqualTo(65_541);
    assertThat(hash.end())
        .isEqualTo(
            DIGESTS.start(Digests.Domain.CAPSULE).addId(one).addId(two).addLong(65_541).end());
  }

  @Test
  void nothingFollowsAShortSymbol() {
    CapsuleHash hash = new CapsuleHash();
    hash.add(Samples.CAPSULE, SymbolHeader.MAX_PAYLOAD - 1);

    assertThatThrownBy(() -> hash.add(Samples.CAPSULE, 1)).hasMessageContaining("not full");
  }

  @Test
  void symbolsHaveTheirLimits() {
    CapsuleHash hash = new CapsuleHash();

    assertThatThrownBy(() -> hash.add(Samples.CAPSULE, 0)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> hash.add(Samples.CAPSULE, SymbolHeader.MAX_PAYLOAD + 1))
        .hasMessageContaining("65537 bytes");
    assertThatThrownBy(hash::end).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void oneGibibyteIsTheMost() {
    CapsuleHash hash = new CapsuleHash();
    for (int i = 0; i < SymbolHeader.MAX_SYMBOLS; i++) {
      hash.add(Samples.CAPSULE, SymbolHeader.MAX_PAYLOAD);
    }

    assertThat(hash.length()).isEqualTo(CapsuleHash.MAX_LENGTH);
    assertThatThrownBy(() -> hash.add(Samples.CAPSULE, 1)).hasMessageContaining("more than");
  }

  @Test
  void theIdIsTakenOnce() {
    CapsuleHash hash = new CapsuleHash();
    hash.add(Samples.CAPSULE, SymbolHeader.MAX_PAYLOAD);
    hash.end();

    assertThatThrownBy(hash::end).hasMessageContaining("taken before");
    assertThatThrownBy(() -> hash.add(Samples.CAPSULE, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSymbolsDigestCoversItsIndexAndLength() {
    byte[] payload = new byte[8];
    Id128 digest = SymbolHeader.digest(0, payload, 0, 4, DIGESTS);

    assertThat(SymbolHeader.digest(0, payload, 4, 4, DIGESTS)).isEqualTo(digest);
    assertThat(SymbolHeader.digest(1, payload, 0, 4, DIGESTS)).isNotEqualTo(digest);
    assertThat(SymbolHeader.digest(0, payload, 0, 5, DIGESTS)).isNotEqualTo(digest);
  }
}
