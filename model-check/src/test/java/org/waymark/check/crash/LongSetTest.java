package org.waymark.check.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The set of hashes, held against the one of the library. */
class LongSetTest {

  @Test
  void addsEachHashOnce() {
    LongSet set = new LongSet();
    Set<Long> model = new HashSet<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      // Some of few values, zero among them, and some of all there are.
      long hash = random.nextBoolean() ? random.nextLong(20_000) : random.nextLong();
      assertThat(set.add(hash)).isEqualTo(model.add(hash));
    }
    assertThat(set.size()).isEqualTo(model.size());
  }
}
