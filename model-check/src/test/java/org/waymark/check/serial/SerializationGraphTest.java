package org.waymark.check.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.jgrapht.Graph;
import org.jgrapht.alg.cycle.CycleDetector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
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
      boolean acyclic = !new CycleDetector<>(defined(history)).detectCycles();
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

  /** Every pair by the words of the definition: all later versions, not only the next. */
  private static Graph<Integer, DefaultEdge> defined(History history) {
    Graph<Integer, DefaultEdge> defined = new SimpleDirectedGraph<>(DefaultEdge.class);
    for (int node = 0; node < history.size(); node++) {
      defined.addVertex(node);
    }
    for (int from = 0; from < history.size(); from++) {
      for (int to = 0; to < history.size(); to++) {
        if (from != to && isBefore(history, from, to)) {
          defined.addEdge(from, to);
        }
      }
    }
    return defined;
  }

  private static boolean isBefore(History history, int from, int to) {
    boolean versions =
        (history.written(from) & history.written(to)) != 0 && history.end(from) < history.end(to);
    boolean overwrites =
        (history.read(from) & history.written(to)) != 0 && history.end(to) > history.begin(from);
    boolean reads = false;
    for (int page = 0; page < PAGES; page++) {
      if ((history.read(to) & 1 << page) != 0) {
        reads |= history.writerAt(page, history.begin(to)) == from;
      }
    }
    return versions || overwrites || reads;
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
