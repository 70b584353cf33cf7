package org.waymark.check.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SectorTest {

  /** A sector that was put together in this way. */
  private static Sector written(Sector front, Sector back, int cut) {
    byte[] bytes = bytes(back);
    front.copyTo(0, bytes, 0, cut);
    return Sector.of(bytes);
  }

  private static byte[] bytes(Sector sector) {
    byte[] bytes = new byte[Sector.SIZE];
    sector.copyTo(0, bytes, 0, Sector.SIZE);
    return bytes;
  }

  private static Sector random(SplittableRandom random, int from, int to) {
    byte[] bytes = new byte[Sector.SIZE];
    byte[] some = new byte[to - from];
    random.nextBytes(some);
    System.arraycopy(some, 0, bytes, from, some.length);
    return Sector.of(bytes);
  }

  @Test
  void isTheSameWhetherItWasJoinedOrWritten() {
    SplittableRandom random = new SplittableRandom(1);
    List<Sector> some =
        List.of(
            Sector.ZEROS,
            random(random, 0, 512),
            random(random, 0, 512),
            random(random, 3, 13),
            random(random, 450, 512));
    for (Sector front : some) {
      for (Sector back : some) {
        for (int cut = 0; cut <= Sector.SIZE; cut++) {
          Sector joined = Sector.joined(front, back, cut);
          Sector written = written(front, back, cut);
          int again = random.nextInt(Sector.SIZE + 1);
          Sector twice = Sector.joined(joined, some.get(1), again);
          assertThat(joined.term(7)).isEqualTo(written.term(7));
          assertThat(twice.term(0)).isEqualTo(written(written, some.get(1), again).term(0));
          assertThat(joined.cut(again).term(0)).isEqualTo(written.cut(again).term(0));
          assertThat(bytes(joined)).isEqualTo(bytes(written));
          assertThat(joined.term(7)).isEqualTo(written.term(7));
        }
      }
    }
  }

  @Test
  void ofZerosIsAlwaysTheOne() {
    SplittableRandom random = new SplittableRandom(2);
    Sector front = random(random, 0, 100);
    Sector back = random(random, 300, 512);
    assertThat(Sector.joined(back, front, 200)).isSameAs(Sector.ZEROS);
    assertThat(front.cut(0)).isSameAs(Sector.ZEROS);
    assertThat(Sector.joined(front, back, 99)).isNotSameAs(Sector.ZEROS);
  }

  /** Each place counts, and so does each bit. */
  @Test
  void differsInItsHashWhereItDiffersInAByte() {
    byte[] bytes = bytes(random(new SplittableRandom(3), 0, 512));
    long[] terms = new long[8 * Sector.SIZE];
    for (int bit = 0; bit < terms.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      terms[bit] = Sector.of(flipped).term(0);
    }
    assertThat(Arrays.stream(terms).distinct()).hasSize(terms.length);
    assertThat(Sector.of(bytes).term(0)).isNotEqualTo(Sector.of(bytes).term(1));
  }
}
