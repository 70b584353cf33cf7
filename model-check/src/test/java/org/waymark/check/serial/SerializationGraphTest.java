package org.waymark.check.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Goal: the graph says of any history what the definition and another's library say of it. */
class SerializationGraphTest {
  private static final int HISTORIES = 20_000;
  private static final int PAGES = 4;

  private final SerializationGraph graph = new SerializationGraph();

  @Test
  void agreesWithTheDefinition() {
    long seed = 20_261_123;
    SplittableRandom random = new SplittableRandom(seed);
    int cyclic = 0;
    for (int i = 0; i < HISTORIES; i++) {
      History history = drawn(random);
      graph.of(history, PAGES);
      boolean acyclic = Definition.isSerializable(history, PAGES);
      assertThat(graph.isAcyclic()).as("seed %s: %s", seed, history).isEqualTo(acyclic);
      assertThat(graph.cycle().isEmpty()).isEqualTo(acyclic);
      cyclic += acyclic ? 0 : 1;
    }
    assertThat(cyclic).isBetween(HISTORIES / 10, HISTORIES - HISTORIES / 10);
  }

  /** No rule of admission but that of first committer wins, which version orders need. */
  private static History drawn(SplittableRandom random) {
    History history = new History();
    int size = random.nextInt(2, 8);
    while (history.size() < size) {
      int begin = random.nextInt(history.last() + 1);
      int read = sparse(random);
      int written = sparse(random);
      if ((read | written) != 0) {
        history.add(begin, read, written);
      }
    }
    return history;
  }

  /** A quarter of the pages, on the average. */
  private static int sparse(SplittableRandom random) {
    int some = random.nextInt(1 << PAGES);
    return some & random.nextInt(1 << PAGES);
  }

  @Test
  void aShortestCycleIsNamed() {
    History skew = new History();
    skew.add(0, 0b100, 0);
    skew.add(0, 0b01, 0b10);
    skew.add(0, 0b10, 0b01);
    graph.of(skew, 3);
    assertThat(graph.hasEdge(1, 2)).isTrue();
    assertThat(graph.cycle()).isEqualTo(List.of(1, 2, 1));
  }
}
