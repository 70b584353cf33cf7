package org.waymark.check.containment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.waymark.check.containment.Step.Kind;

/**
 * Random sequences of steps that a disk can carry out: no file is used before it is created or
 * after it is deleted. A sequence is a function of its seed.
 */
final class RandomSteps {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  /** Files stay this small, in bytes, so that four of them fit into the smallest file system. */
  private static final int LARGEST = 320 << 10;

  private static final int LARGE_WRITE = 160 << 10;

  private final SplittableRandom random;
  private final TreeMap<String, Long> sizes = new TreeMap<>();
  private final List<Step> steps = new ArrayList<>();

  private RandomSteps(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns a sequence of so many steps. */
  static List<Step> of(long seed, int count) {
    RandomSteps made = new RandomSteps(seed);
    while (made.steps.size() < count) {
      made.steps.add(made.next());
    }
    return List.copyOf(made.steps);
  }

  private Step next() {
    if (sizes.isEmpty() || (sizes.size() < NAMES.size() && random.nextInt(8) == 0)) {
      return create();
    }
    String name = pick(List.copyOf(sizes.keySet()));
    int kind = random.nextInt(100);
    if (kind < 38) {
      return write(name);
    } else if (kind < 45) {
      return truncate(name);
    } else if (kind < 48) {
      long size = size(name) + random.nextInt(random.nextBoolean() ? 8 << 10 : LARGE_WRITE);
      sizes.merge(name, Math.min(size, LARGEST), Math::max);
      return Step.sized(Kind.PREALLOCATE, name, Math.min(size, LARGEST));
    } else if (kind < 62) {
      return Step.of(Kind.FORCE, name);
    } else if (kind < 68) {
      return Step.of(Kind.FORCE_DIRECTORY);
    } else if (kind < 73) {
      return rename(name);
    } else if (kind < 76) {
      sizes.remove(name);
      return Step.of(Kind.DELETE, name);
    } else if (kind < 78) {
      return random.nextBoolean() ? Step.of(Kind.CLOSE, name) : Step.of(Kind.LIST);
    } else if (kind < 88) {
      long from = random.nextBoolean() ? 0 : random.nextLong(size(name) + 1);
      return Step.sized(Kind.WRITE_BACK, name, from & -4096);
    } else if (kind < 94) {
      return Step.of(Kind.COMMIT_JOURNAL);
    } else if (kind < 98) {
      return Step.of(Kind.FORCE_ELSEWHERE, name);
    }
    return Step.of(Kind.SYNC);
  }

  private Step create() {
    List<String> free = NAMES.stream().filter(name -> !sizes.containsKey(name)).toList();
    String name = pick(free);
    sizes.put(name, 0L);
    return Step.of(Kind.CREATE, name);
  }

  private Step write(String name) {
    long size = size(name);
    long position =
        switch (random.nextInt(4)) {
          case 0, 1 -> size;
          case 2 -> random.nextLong(size + 1);
          default -> random.nextLong(size + (20 << 10));
        };
    int length =
        switch (random.nextInt(8)) {
          case 0 -> 512 * (1 + random.nextInt(16));
          case 1 -> 4096 * (1 + random.nextInt(4));
          case 2 -> 1 + random.nextInt(LARGE_WRITE);
          case 3 -> 1 + random.nextInt(200);
          default -> 1 + random.nextInt(9000);
        };
    if (random.nextInt(3) == 0) {
      position &= -512;
    }
    position = Math.min(position, LARGEST - length);
    sizes.merge(name, position + length, Math::max);
    return Step.writing(name, position, length, steps.size());
  }

  private Step truncate(String name) {
    long size = random.nextInt(5) == 0 ? 0 : random.nextLong(size(name) + 1);
    sizes.put(name, size);
    return Step.sized(Kind.TRUNCATE, name, size);
  }

  private Step rename(String name) {
    String other = pick(NAMES.stream().filter(to -> !to.equals(name)).toList());
    Long size = sizes.remove(name);
    if (size != null) {
      sizes.put(other, size);
    }
    return Step.renaming(name, other);
  }

  private long size(String name) {
    return sizes.getOrDefault(name, 0L);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
