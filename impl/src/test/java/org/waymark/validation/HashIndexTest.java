package org.waymark.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collisions, deletion inside a run of collisions, growth, and how well the hash spreads. */
class HashIndexTest {

  /** Few hashes near the end of the smallest table: long runs that wrap around. */
  private static final int WRAPPING_HASH = 14;

  @Test
  void entriesWithTheSameHashAreAllFound() {
    HashIndex index = new HashIndex();
    IntStream.range(0, 100).forEach(entry -> index.add(7, entry));

    assertThat(entriesUnder(index, 7)).hasSize(100);
    assertThat(entriesUnder(index, 8)).isEmpty();
    assertThat(index.size()).isEqualTo(100);
  }

  @Test
  void entryZeroUnderHashZeroIsNotTakenForAnEmptySlot() {
    HashIndex index = new HashIndex();
    index.add(0, 0);

    assertThat(entriesUnder(index, 0)).containsExactly(0);
    assertThat(index.remove(0, 0)).isTrue();
    assertThat(index.remove(0, 0)).isFalse();
    assertThat(index.size()).isZero();
  }

  @Test
  void entryNumbersUseAll32Bits() {
    HashIndex index = new HashIndex();
    index.add(1, -1);
    index.add(1, Integer.MIN_VALUE);

    assertThat(entriesUnder(index, 1)).containsExactlyInAnyOrder(-1, Integer.MIN_VALUE);
  }

  /** Any order of deletion leaves every other entry within reach. */
  @Property
  void deletionKeepsTheOthersWithinReach(
      @ForAll @Size(min = 2, max = 9) List<@IntRange(min = 0, max = 4) Integer> offsets,
      @ForAll @Size(max = 9) @UniqueElements List<@IntRange(min = 0, max = 8) Integer> deletions) {
    HashIndex index = new HashIndex();
    Map<Integer, Set<Integer>> model = new HashMap<>();
    for (int entry = 0; entry < offsets.size(); entry++) {
      int hash = WRAPPING_HASH + offsets.get(entry);
      index.add(hash, entry);
      model.computeIfAbsent(hash, h -> new HashSet<>()).add(entry);
    }
    for (int entry : deletions) {
      if (entry < offsets.size()) {
        int hash = WRAPPING_HASH + offsets.get(entry);
        assertThat(index.remove(hash, entry)).isTrue();
        model.getOrDefault(hash, Set.of()).remove(entry);
      }
      model.forEach((hash, entries) -> assertThat(entriesUnder(index, hash)).isEqualTo(entries));
    }
  }

  /** 10,000 keys thrown at random into 65,536 buckets hit 9,274 of them on average. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 12, 16, 20, 31, 32, 40, 48})
  void keysAtAPowerOfTwoFromOneAnotherSpreadLikeRandomOnes(int exponent) {
    BitSet pages = new BitSet();
    BitSet highHalves = new BitSet();
    BitSet lowHalves = new BitSet();
    for (long i = 1; i <= 10_000; i++) {
      pages.set(HashIndex.hash(i << exponent) & 0xffff);
      highHalves.set(HashIndex.hash(i << exponent, 0) & 0xffff);
      lowHalves.set(HashIndex.hash(0, i << exponent) & 0xffff);
    }
    assertThat(pages.cardinality()).isBetween(9_150, 9_400);
    assertThat(highHalves.cardinality()).isBetween(9_150, 9_400);
    assertThat(lowHalves.cardinality()).isBetween(9_150, 9_400);
  }

  private static Set<Integer> entriesUnder(HashIndex index, int hash) {
    Set<Integer> found = new HashSet<>();
    for (int at = index.find(hash); at != HashIndex.NONE; at = index.findNext(hash, at)) {
      found.add(index.entry(at));
    }
    return found;
  }
}
